# shellcheck shell=bash
# What run, stop and test share: speaking, failing, secrets, processes that are ours.

say() { printf '%s\n' "$*"; }

# Ends with a sentence that says what is wrong, and one that says what to do.
fail() {
  printf '\nGroundwork: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" -eq 0 ]; }

# Whether system packages can be installed without asking anybody.
may_install() { have apt-get && { is_root || { have sudo && sudo -n true 2>/dev/null; }; }; }

as_root() { if is_root; then "$@"; else sudo -n "$@"; fi; }

# install_packages LOG PACKAGE...   One quiet apt-get at a time; its words go to the log.
install_packages() {
  local log=$1
  shift
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@" \
    </dev/null >>"$log" 2>&1 || fail "installing $* failed." "The log is $log. Is there a network, and is apt configured?"
}

update_package_lists() {
  [ -z "${PACKAGE_LISTS_FRESH:-}" ] || return 0
  as_root apt-get -o DPkg::Lock::Timeout=300 update </dev/null >>"$1" 2>&1 ||
    fail "apt-get update failed." "The log is $1."
  PACKAGE_LISTS_FRESH=yes
}

# at_least VERSION LEAST   Compares dotted numbers.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

random_letters() { head -c 4096 /dev/urandom | LC_ALL=C tr -dc 'a-km-z2-9' | cut -c "1-$1"; }

# secret FILE LENGTH   Prints what the file holds; makes it, readable by its owner alone, where it is missing.
secret() {
  if [ ! -s "$1" ]; then
    (umask 077 && random_letters "$2" >"$1.new" && mv "$1.new" "$1")
  fi
  cat "$1"
}

require_java_and_maven() {
  local advice="Debian and Ubuntu: apt-get install openjdk-17-jdk-headless maven"
  have java || fail "Java is missing; 17 or newer is needed." "$advice"
  local version
  version=$(java -version 2>&1 | sed -n 's/.* version "\([0-9]*\)[."].*/\1/p; s/.* version "\([0-9]*\)".*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] || fail "Java ${version:-of an unknown version} is too old; 17 or newer is needed." "$advice" \
    "If a newer one is installed, put it first in PATH or set JAVA_HOME."
  have mvn || fail "Maven is missing." "$advice"
  have javac || fail "Only a Java runtime is installed; the compiler (JDK) is needed." "$advice"
}

# The command line of a process, empty when there is none.
command_line() {
  if [ -r "/proc/$1/cmdline" ]; then
    tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null || true
  elif have ps; then
    ps -o command= -p "$1" 2>/dev/null || true
  fi
}

# alone COMMAND...   Becomes the command, without any open file but the three that everybody has: what stays behind as a
# daemon must not keep locks and pipes of whoever started it. To be called in a subshell or the background.
alone() {
  local open
  for open in "/proc/$BASHPID/fd/"*; do
    open=${open##*/}
    case "$open" in *[!0-9]* | 0 | 1 | 2) ;; *) eval "exec $open>&-" ;; esac
  done
  exec "$@"
}

# What a small file holds, empty when it is not there.
contents_of() { cat "$1" 2>/dev/null || true; }

# alive_as PID WORDS   Whether the process lives and its command line holds the words: a recorded number may be another's by now.
alive_as() {
  [ -n "$1" ] && kill -0 "$1" 2>/dev/null && case "$(command_line "$1")" in *"$2"*) true ;; *) false ;; esac
}

port_is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free_port FROM   The first port from there on that nobody answers at.
free_port() {
  local port
  for ((port = $1; port < $1 + 200; port++)); do
    if ! port_is_taken "$port"; then
      echo "$port"
      return
    fi
  done
  fail "no free port between $1 and $((port - 1)) on 127.0.0.1."
}

# wait_while PID TITLE LOG   Shows that something goes on, and its newest line, until the process ends; gives its status.
wait_while() {
  local pid=$1 title=$2 log=$3 began=$SECONDS shown=0
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    if [ -t 1 ]; then
      printf '\r\033[K  %s, %d s  %s' "$title" $((SECONDS - began)) "$(newest_line "$log" | cut -c 1-70)"
    elif [ $((SECONDS - began - shown)) -ge 15 ]; then
      shown=$((SECONDS - began))
      printf '  %s, %d s  %s\n' "$title" "$shown" "$(newest_line "$log" | cut -c 1-90)"
    fi
  done
  [ ! -t 1 ] || printf '\r\033[K'
  wait "$pid"
}

newest_line() { tail -n 1 "$1" 2>/dev/null | tr -d '\r' | tr -c '[:print:]\n' ' ' || true; }

# settle_home   Makes GROUNDWORK_HOME absolute and there. Others may pass through it (PostgreSQL may run as another user),
# but not list it; what is secret inside is readable by its owner alone.
settle_home() {
  GROUNDWORK_HOME=${GROUNDWORK_HOME:-$1}
  mkdir -p "$GROUNDWORK_HOME/log" 2>/dev/null || fail "the directory $GROUNDWORK_HOME cannot be made." "Set GROUNDWORK_HOME to a place you may write to."
  GROUNDWORK_HOME=$(cd "$GROUNDWORK_HOME" && pwd -P)
  [ -w "$GROUNDWORK_HOME" ] || fail "$GROUNDWORK_HOME is not writable for $(id -un)." "Set GROUNDWORK_HOME to a place you may write to."
  if is_root; then chmod 711 "$GROUNDWORK_HOME"; else chmod 700 "$GROUNDWORK_HOME"; fi
  chmod 700 "$GROUNDWORK_HOME/log"
  export GROUNDWORK_HOME
}

# One run, stop or test at a time in one home.
lock_home() {
  have flock || return 0
  exec 9>"$GROUNDWORK_HOME/lock"
  flock -n 9 && return
  say "Another deploy command works in $GROUNDWORK_HOME; waiting for it."
  flock -w 1200 9 || fail "another deploy command has held $GROUNDWORK_HOME/lock for 20 minutes." "Find it with: fuser $GROUNDWORK_HOME/lock"
}
