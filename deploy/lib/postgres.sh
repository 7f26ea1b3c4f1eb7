# shellcheck shell=bash
# A private PostgreSQL cluster: found or installed, made, started, prepared, stopped. It listens on 127.0.0.1 alone, on a port
# of its own and without a socket, and no other cluster of the machine is ever looked into, let alone touched.

LEAST_POSTGRES=15
LEAST_PGVECTOR=0.8.0
# From here on parallel index builds are safe (CVE-2026-3172).
SAFE_PGVECTOR=0.8.2
# Releases of pgvector's source and their SHA-256, newest first; an archive may lack some.
PGVECTOR_SOURCES="
0.8.7 b028949dce65a39818cf2bccd64c0a2abc68262a2079f598b161de9c82c9510e
0.8.6 25c9b78cfdaa43c66788d7490246ac24e4fe1c86f19c4b60c089b723f84a4a0d
0.8.5 66bbef55c85d41bab29e0bf2a94dcec17a8f54948eb3df2dab328d8ba8275463
0.8.3 8c2de212d5d9b3a56e763d9ce7f32b9a00884f536bb4a0334bcdcc72f85a49ff
0.8.2 69f4019389af05dc1c9548deb8628e62878e6e207c03907f2b8af2016472cdaa
0.8.0 867a2c328d4928a5a9d6f052cd3bc78c7d60228a9b914ad32aa3db88e9de27b0"

# --- Finding and installing ---------------------------------------------------------------------------------------------

# The program directories of servers new enough, newest first.
postgres_programs() {
  local directory version
  for directory in "${GROUNDWORK_PG_BIN:-}" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin "$(pg_config --bindir 2>/dev/null || true)"; do
    if [ ! -x "$directory/initdb" ] || [ ! -x "$directory/psql" ]; then continue; fi
    version=$("$directory/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
    [ "$version" -lt "$LEAST_POSTGRES" ] || printf '%s %s\n' "$version" "$directory"
  done | sort -rnu | cut -d ' ' -f 2
}

# pgvector_version PROGRAMS   The version that lies beside this server, empty when none does.
pgvector_version() {
  local share
  share=$("$1/pg_config" --sharedir 2>/dev/null) || share=/usr/share/postgresql/$(basename "$(dirname "$1")")
  sed -n "s/^default_version *= *'\(.*\)'/\1/p" "$share/extension/vector.control" 2>/dev/null || true
}

# Sets PG_BIN and PGVECTOR; installs what is missing. usage: require_postgres DATA LOG
require_postgres() {
  local data=$1 log=$2
  choose_postgres "$data" && return
  may_install || fail "PostgreSQL $LEAST_POSTGRES or newer with pgvector $LEAST_PGVECTOR or newer is missing, and packages cannot be installed as $(id -un)." \
    "Run this as root (or with sudo that asks no password), or install postgresql and pgvector yourself," \
    "or set GROUNDWORK_DB_URL, _USER, _PASSWORD, _OWNER_USER and _OWNER_PASSWORD to use a database of your own." \
    "PostgreSQL programs in an unusual place are found through GROUNDWORK_PG_BIN."
  [ -n "$(postgres_programs)" ] || install_postgres "$log"
  choose_postgres "$data" && return
  install_pgvector "$(wanted_programs "$data")" "$log"
  choose_postgres "$data" || fail "PostgreSQL and pgvector were installed but cannot be found." "The log is $log."
}

# Of the servers that fit an existing data directory, the newest; of any where there is none yet.
wanted_programs() {
  local wanted programs
  wanted=$(contents_of "$1/PG_VERSION")
  for programs in $(postgres_programs); do
    if [ -z "$wanted" ] || "$programs/postgres" --version | grep -q "PostgreSQL) ${wanted}[. ]"; then
      echo "$programs"
    fi
  done | head -n 1
}

choose_postgres() {
  local programs wanted
  wanted=$(contents_of "$1/PG_VERSION")
  if [ -n "$wanted" ] && [ -z "$(wanted_programs "$1")" ] && [ -n "$(postgres_programs)" ]; then
    fail "the database in $1 belongs to PostgreSQL $wanted, which is not installed any more." \
      "Install postgresql-$wanted again, or move the data with pg_upgrade."
  fi
  for programs in $(postgres_programs); do
    [ -z "$wanted" ] || [ "$programs" = "$(wanted_programs "$1")" ] || continue
    PGVECTOR=$(pgvector_version "$programs")
    if [ -n "$PGVECTOR" ] && at_least "$PGVECTOR" "$LEAST_PGVECTOR"; then
      PG_BIN=$programs
      return 0
    fi
  done
  return 1
}

install_postgres() {
  local log=$1 newest drop_in=/etc/postgresql-common/createcluster.d
  say "Installing PostgreSQL (log: $log)."
  update_package_lists "$log"
  newest=$(apt-cache pkgnames postgresql- | sed -n 's/^postgresql-\([0-9]*\)$/\1/p' | sort -n | tail -n 1)
  [ "${newest:-0}" -ge "$LEAST_POSTGRES" ] ||
    fail "this system's packages offer PostgreSQL ${newest:-none}; $LEAST_POSTGRES or newer is needed." \
      "Set GROUNDWORK_DB_URL and its companions to use a database of your own."
  # Debian's server package makes and starts a cluster "main" of its own accord, which nobody asked for here. The wish not to
  # is set for this installation alone and taken back after it.
  install_packages "$log" postgresql-common
  as_root mkdir -p "$drop_in"
  echo 'create_main_cluster = false' | as_root tee "$drop_in/groundwork.conf" >/dev/null
  (install_packages "$log" "postgresql-$newest" "postgresql-client-$newest") || { as_root rm -f "$drop_in/groundwork.conf"; exit 1; }
  as_root rm -f "$drop_in/groundwork.conf"
}

# usage: install_pgvector PROGRAMS LOG
install_pgvector() {
  local programs=$1 log=$2 major offered
  major=$("$programs/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
  say "Installing pgvector for PostgreSQL $major (log: $log)."
  update_package_lists "$log"
  offered=$(apt-cache policy "postgresql-$major-pgvector" 2>/dev/null | sed -n 's/.*Candidate: \([0-9.]*\).*/\1/p')
  if [ -n "$offered" ] && at_least "$offered" "$LEAST_PGVECTOR"; then
    install_packages "$log" "postgresql-$major-pgvector"
    return
  fi
  install_packages "$log" "postgresql-server-dev-$major" gcc make libc6-dev
  build_pgvector "$programs/pg_config" "$log" as_root
}

# build_pgvector PG_CONFIG LOG INSTALLER [DESTDIR]   From the source in the pool of the archive that apt is configured with.
build_pgvector() {
  local pg_config=$1 log=$2 installer=$3 destination=${4:-} work version sum
  work=$(mktemp -d)
  while read -r version sum; do
    [ -n "$version" ] || continue
    if fetch_pgvector "$version" "$sum" "$work" "$log"; then
      mkdir "$work/source"
      tar -xzf "$work/pgvector.tar.gz" -C "$work/source" --strip-components=1
      say "  Building pgvector $version from source."
      { make -C "$work/source" PG_CONFIG="$pg_config" OPTFLAGS="" with_llvm=no &&
        "$installer" make -C "$work/source" PG_CONFIG="$pg_config" OPTFLAGS="" with_llvm=no DESTDIR="$destination" install; } </dev/null >>"$log" 2>&1 ||
        fail "pgvector $version could not be built." "The log is $log."
      rm -rf "$work"
      return
    fi
  done <<<"$PGVECTOR_SOURCES"
  rm -rf "$work"
  fail "no release of pgvector's source could be fetched from the configured package archive." "The log is $log." \
    "Install pgvector $SAFE_PGVECTOR or newer yourself, or set GROUNDWORK_DB_URL and its companions."
}

# fetch_pgvector VERSION SHA256 DIRECTORY LOG   apt's own helper fetches it, so that mirrors and proxies are those of apt.
fetch_pgvector() {
  local site address helper=/usr/lib/apt/apt-helper
  # shellcheck disable=SC2016  # apt-get's own placeholder
  for site in $(apt-get indextargets --format '$(SITE)' | sort -u); do
    address=$site/pool/main/p/pgvector/pgvector_$1.orig.tar.gz
    rm -f "$3/pgvector.tar.gz"
    if "$helper" download-file "$address" "$3/pgvector.tar.gz" "SHA256:$2" >>"$4" 2>&1 &&
      echo "$2  $3/pgvector.tar.gz" | sha256sum --check --status; then
      return 0
    fi
  done
  return 1
}

# --- The cluster ----------------------------------------------------------------------------------------------------------

# PostgreSQL refuses to run as root: then it runs as the user "postgres" (or one made for it).
as_server() { if is_root; then (cd / && alone runuser -u "$SERVER_USER" -- "$@"); else (alone "$@"); fi; }

# Where the cluster of a home lies.
data_place() {
  local place
  place=$(contents_of "$1/postgres.place")
  echo "${place:-$1/postgres}/data"
}

# place_cluster HOME   Sets PG_PLACE: HOME/postgres, or, where the server's user cannot reach that, a directory under /var/lib.
place_cluster() {
  local home=$1
  SERVER_USER=$(id -un)
  if is_root; then
    SERVER_USER=postgres
    id postgres >/dev/null 2>&1 || SERVER_USER=groundwork
    id "$SERVER_USER" >/dev/null 2>&1 || useradd --system --home-dir / --shell /usr/sbin/nologin "$SERVER_USER" ||
      fail "there is no user for PostgreSQL, which refuses to run as root." "Make one: useradd --system postgres"
  fi
  PG_PLACE=$(contents_of "$home/postgres.place")
  PG_PLACE=${PG_PLACE:-$home/postgres}
  own_place
  if ! as_server test -w "$PG_PLACE"; then
    rmdir "$PG_PLACE" 2>/dev/null || true
    PG_PLACE=/var/lib/groundwork-$(printf '%s' "$home" | sha256sum | cut -c 1-12)
    echo "$PG_PLACE" >"$home/postgres.place"
    say "The user $SERVER_USER cannot reach $home, so the database lies in $PG_PLACE."
    own_place
  fi
  PG_DATA=$PG_PLACE/data
  echo "$PG_DATA" >"$home/postgres.data"
  PG_LOG=$PG_PLACE/server.log
}

own_place() {
  mkdir -p "$PG_PLACE"
  if is_root; then chown "$SERVER_USER" "$PG_PLACE"; fi
  chmod 700 "$PG_PLACE"
}

# make_cluster PASSWORD   A superuser with this password, signed in over TCP alone.
make_cluster() {
  local password=$1
  [ ! -s "$PG_DATA/PG_VERSION" ] || [ -e "$PG_PLACE/half-made" ] || return 0
  say "Making a private database cluster in $PG_DATA."
  rm -rf "$PG_DATA"
  : >"$PG_PLACE/half-made"
  (umask 077 && printf '%s\n' "$password" >"$PG_PLACE/password")
  if is_root; then chown "$SERVER_USER" "$PG_PLACE/password"; fi
  as_server "$PG_BIN/initdb" --pgdata="$PG_DATA" --username=postgres --pwfile="$PG_PLACE/password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --data-checksums >"$GROUNDWORK_HOME/log/initdb.log" 2>&1 ||
    fail "the database cluster could not be made." "The log is $GROUNDWORK_HOME/log/initdb.log."
  rm -f "$PG_PLACE/password" "$PG_PLACE/half-made"
}

# Our server's process, empty when it does not run. The first line of the lock file is its number; another process may have it by now.
cluster_pid() {
  local pid
  pid=$(head -n 1 "$PG_DATA/postmaster.pid" 2>/dev/null || true)
  if alive_as "$pid" "$PG_DATA"; then echo "$pid"; fi
}

# start_cluster HOME FIRST_PORT [SETTING...]   Sets PG_PORT.
start_cluster() {
  local home=$1 first=$2 options='' setting
  shift 2
  PG_PORT=$(contents_of "$home/postgres.port")
  if [ -n "$(cluster_pid)" ] && answers; then return; fi
  if [ -z "$(cluster_pid)" ]; then
    rm -f "$PG_DATA/postmaster.pid"
    if [ -z "$PG_PORT" ] || port_is_taken "$PG_PORT"; then PG_PORT=$(free_port "$first"); fi
  fi
  # Below this version a parallel index build can read another relation's memory.
  at_least "$PGVECTOR" "$SAFE_PGVECTOR" || options=" -c max_parallel_maintenance_workers=0"
  for setting in "$@"; do options+=" -c $setting"; done
  launch_cluster "$home" "$options"
}

# A server killed outright may leave children that hold its memory for a moment; a second try after it is not in vain. A port
# at which nobody answers may still be taken, by the near end of somebody's connection: the next try has another one.
launch_cluster() {
  local home=$1 options=$2 try
  for try in 1 2 3; do
    echo "$PG_PORT" >"$home/postgres.port"
    say "Starting PostgreSQL on 127.0.0.1:$PG_PORT."
    if as_server "$PG_BIN/pg_ctl" start --pgdata="$PG_DATA" --log="$PG_LOG" --wait --timeout=120 \
      --options="-c port=$PG_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=''$options" \
      </dev/null >>"$GROUNDWORK_HOME/log/postgres-start.log" 2>&1; then
      return
    fi
    if [ "$try" -lt 3 ]; then
      sleep 5
      if tail -n 5 "$PG_LOG" 2>/dev/null | grep -q 'could not bind'; then PG_PORT=$(free_port $((PG_PORT + 1))); fi
    fi
  done
  fail "PostgreSQL does not start." "Its log is $PG_LOG; its last lines:" "$(tail -n 5 "$PG_LOG" 2>/dev/null)"
}

answers() { [ -n "$PG_PORT" ] && "$PG_BIN/pg_isready" -q -h 127.0.0.1 -p "$PG_PORT" -t 5; }

stop_cluster() {
  [ -n "$(cluster_pid)" ] || return 1
  as_server "$PG_BIN/pg_ctl" stop --pgdata="$PG_DATA" --mode=fast --wait --timeout=60 >/dev/null 2>&1 ||
    fail "PostgreSQL (process $(cluster_pid)) did not stop within a minute." "Its log is $PG_LOG."
}

# sql DATABASE   Runs standard input as the superuser; needs SUPERUSER_PASSWORD.
sql() {
  PGPASSWORD=$SUPERUSER_PASSWORD PGCONNECT_TIMEOUT=10 "$PG_BIN/psql" -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$PG_PORT" -U postgres -d "$1" -t -A
}

# prepare_database NAME OWNER_PASSWORD APPLICATION_PASSWORD   Roles, database, extension; harmless when they are there.
prepare_database() {
  local name=$1 role
  for role in "groundwork_owner $2" "groundwork_app $3"; do
    sql postgres <<SQL
select 'create role ${role% *}' where not exists (select 1 from pg_roles where rolname = '${role% *}') \gexec
alter role ${role% *} login nosuperuser nobypassrls nocreaterole nocreatedb password '${role#* }';
SQL
  done
  sql postgres <<SQL
select 'create database $name owner groundwork_owner' where not exists (select 1 from pg_database where datname = '$name') \gexec
SQL
  sql "$name" <<SQL
set client_min_messages = warning;
create extension if not exists vector;
alter extension vector update;
revoke all on schema public from public;
grant all on schema public to groundwork_owner;
grant usage on schema public to groundwork_app;
SQL
}

tell_versions() {
  say "PostgreSQL $("$PG_BIN/postgres" --version | sed 's/[^0-9]*\([0-9.]*\).*/\1/'), pgvector $PGVECTOR, 127.0.0.1:$PG_PORT."
  at_least "$PGVECTOR" "$SAFE_PGVECTOR" || say "pgvector below $SAFE_PGVECTOR: index builds stay on one worker."
}
