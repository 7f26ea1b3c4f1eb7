# shellcheck shell=bash
# The application: built when its sources changed, brought its schema, started, waited for, stopped.

# What the build depends on, as one sum.
sources_stamp() {
  find pom.xml sql src/main -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
}

is_built() { [ -s target/ROOT.war ] && [ -s target/payara-micro.jar ] && [ "$(contents_of target/ROOT.stamp)" = "$1" ]; }

# build STAMP LOG
build() {
  local stamp=$1 log=$2
  rm -rf target/ROOT.stamp target/ROOT target/ROOT.war
  say "Building the application (the first time Maven fetches some 300 MB; log: $log)."
  mvn -B -DskipTests package </dev/null >"$log" 2>&1 9>&- &
  wait_while $! "building" "$log" ||
    fail "the build failed." "The log is $log; its errors:" "$(grep -m 10 '^\[ERROR\]' "$log" || tail -n 10 "$log")"
  echo "$stamp" >target/ROOT.stamp
}

# migrate LOG   As the owner, whose password the running application never gets.
migrate() {
  local log=$1
  GROUNDWORK_DB_OWNER_USER=$OWNER_USER GROUNDWORK_DB_OWNER_PASSWORD=$OWNER_PASSWORD \
    java -cp 'target/ROOT/WEB-INF/classes:target/ROOT/WEB-INF/lib/*' io.groundwork.platform.persistence.Migration >"$log" 2>&1 9>&- ||
    fail "the database schema could not be brought up to date." "$(grep -v -E '^(SLF4J|[0-9-]+T.*Log4j)' "$log" | tail -n 8)" "The log is $log."
  grep -E '^(Schema|PostgreSQL)' "$log" || true
}

# Our application's process, empty when it does not run.
application_pid() {
  local pid
  pid=$(contents_of "$GROUNDWORK_HOME/application.pid")
  if alive_as "$pid" "-Dgroundwork.home=$GROUNDWORK_HOME "; then echo "$pid"; fi
}

# Everything a start depends on, as one sum: another one means that the running application is not what was asked for.
start_stamp() { { echo "$1"; env | LC_ALL=C sort | grep -E '^(GROUNDWORK_|JAVA_)' | grep -v _OWNER_; } | sha256sum | cut -d ' ' -f 1; }

# start_application STAMP
start_application() {
  local stamp=$1 log=$GROUNDWORK_HOME/log/application.log
  if port_is_taken "$GROUNDWORK_PORT"; then
    fail "port $GROUNDWORK_PORT is in use by something else." "Choose another one: GROUNDWORK_PORT=$(free_port $((GROUNDWORK_PORT + 1))) deploy/run"
  fi
  if [ -s "$log" ]; then mv "$log" "$log.1"; fi
  prepare_server target/ROOT.war
  say "Starting Groundwork on port $GROUNDWORK_PORT (log: $log)."
  alone nohup "${SERVER[@]}" </dev/null >"$log" 2>&1 &
  echo $! >"$GROUNDWORK_HOME/application.pid"
  disown
  echo "$stamp" >"$GROUNDWORK_HOME/application.stamp"
}

# prepare_server ARCHIVE   Sets SERVER to the command that serves the archive with the settings of the environment. The owner's
# sign-in is not among what it hands on.
prepare_server() {
  local options
  # Payara and the embedding model unpack themselves here; a killed run leaves its files, which go now.
  rm -rf "$GROUNDWORK_HOME/tmp"
  (umask 077 && mkdir -p "$GROUNDWORK_HOME/tmp" "$GROUNDWORK_HOME/cache")
  read -ra options <<<"${GROUNDWORK_JAVA_OPTIONS:-}"
  server_settings >"$GROUNDWORK_HOME/server.settings"
  # Named, since the JSON library would otherwise look for its provider in every archive at every single object: 50 us each.
  options+=(-Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl)
  # On one or two processors the JDK would else start a thread for each reply of a model's server that it hands on.
  options+=("-Djava.util.concurrent.ForkJoinPool.common.parallelism=$(($(nproc) > 2 ? $(nproc) - 1 : 2))")
  SERVER=(env -u GROUNDWORK_DB_OWNER_USER -u GROUNDWORK_DB_OWNER_PASSWORD
    java "-Dgroundwork.home=$GROUNDWORK_HOME" "-Djava.io.tmpdir=$GROUNDWORK_HOME/tmp" "-DDJL_CACHE_DIR=$GROUNDWORK_HOME/cache"
    "-Xmx${GROUNDWORK_HEAP:-1g}" -XX:+ExitOnOutOfMemoryError -Dfile.encoding=UTF-8 "${options[@]}"
    -jar target/payara-micro.jar --nohazelcast --disablephonehome --port "$GROUNDWORK_PORT"
    --prebootcommandfile "$GROUNDWORK_HOME/server.settings" --deploy "$1")
}

# Settings of the server itself: where it listens, that a proxy may tell it of TLS (whoever says so without one harms but
# himself: his browser will not send back what is for TLS alone), and that it does not tell its name and version to everybody.
server_settings() {
  local http=configs.config.server-config.network-config
  echo "set $http.network-listeners.network-listener.http-listener.address=${GROUNDWORK_BIND:-127.0.0.1}"
  echo "set $http.protocols.protocol.http-listener.http.scheme-mapping=X-Forwarded-Proto"
  echo "set $http.protocols.protocol.http-listener.http.server-header=false"
  echo "set $http.protocols.protocol.http-listener.http.xpowered-by=false"
}

# The status with which the application answers a path, 000 when it does not.
http_status() {
  local address=${GROUNDWORK_BIND:-127.0.0.1} status
  [ "$address" != 0.0.0.0 ] || address=127.0.0.1
  # shellcheck disable=SC2016  # expanded by the inner shell
  status=$(timeout 10 bash -c 'exec 3<>"/dev/tcp/$0/$1"; printf "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n" "$2" >&3; IFS=" " read -r _ status _ <&3; echo "$status"' \
    "$address" "$GROUNDWORK_PORT" "$1" 2>/dev/null) || status=000
  echo "${status:-000}"
}

is_ready() { [ "$(http_status /health/ready)" = 200 ]; }

# wait_until_ready SECONDS   Ends early when the process ends or its deployment failed; the server itself stays up then.
wait_until_ready() {
  local limit=$1 log=$GROUNDWORK_HOME/log/application.log began=$SECONDS
  until is_ready; do
    [ -n "$(application_pid)" ] || fail "the application ended while starting." "The log is $log; what it says:" "$(complaints "$log")"
    if grep -q -E 'There was an error deploying|Exception while (loading|deploying|preparing) the app|Deployment failed' "$log"; then
      sleep 1
      complaints "$log" >"$GROUNDWORK_HOME/log/failure.txt"
      stop_application || true
      fail "the application could not be deployed." "The log is $log; what it says:" "$(cat "$GROUNDWORK_HOME/log/failure.txt")"
    fi
    [ $((SECONDS - began)) -lt "$limit" ] || fail "the application is not ready after $limit seconds." \
      "It goes on starting; look into $log, then run this again, or stop it with deploy/stop."
    if [ -t 1 ]; then printf '\r\033[K  starting, %d s' $((SECONDS - began)); elif [ $(((SECONDS - began) % 10)) -eq 9 ]; then say "  starting, $((SECONDS - began)) s"; fi
    sleep 1
  done
  if [ -t 1 ]; then printf '\r\033[K'; fi
  say "Ready after $((SECONDS - began)) s."
}

# The first words that say what went wrong.
complaints() { grep -m 6 -E 'GROUNDWORK_|SEVERE|Caused by|Exception' "$1" | cut -c 1-400 || tail -n 6 "$1"; }

# How long a running application may take to finish its answers, from the settings that it was started with.
drain_seconds() {
  local seconds
  seconds=$(tr '\0' '\n' 2>/dev/null <"/proc/$1/environ" | sed -n 's/^GROUNDWORK_DRAIN_SECONDS=\([0-9]\{1,4\}\)$/\1/p')
  echo "${seconds:-30}"
}

stop_application() {
  local pid patience began=$SECONDS
  pid=$(application_pid)
  [ -n "$pid" ] || return 1
  patience=$(($(drain_seconds "$pid") + 30))
  kill "$pid"
  while [ -n "$(application_pid)" ]; do
    if [ $((SECONDS - began)) -ge "$patience" ]; then kill -9 "$pid" 2>/dev/null || true; fi
    sleep 0.2
  done
  rm -f "$GROUNDWORK_HOME/application.pid" "$GROUNDWORK_HOME/application.stamp"
}
