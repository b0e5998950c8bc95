#!/bin/sh
# Finds out which system libraries Qt misses on Linux, and installs them when run as root on Debian or Ubuntu.
# Elsewhere it prints the exact command. Nothing is installed when nothing is missing.
set -u
[ "$(uname -s)" = Linux ] || exit 0

# soname:package, from the linkage of the Qt wheel's platform plug-ins (measured on Debian 12)
wanted="
libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon.so.0:libxkbcommon0 libdbus-1.so.3:libdbus-1-3
libfontconfig.so.1:libfontconfig1 libfreetype.so.6:libfreetype6 libglib-2.0.so.0:libglib2.0-0
libgssapi_krb5.so.2:libgssapi-krb5-2 libX11.so.6:libx11-6 libX11-xcb.so.1:libx11-xcb1
libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4
libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-randr.so.0:libxcb-randr0
libxcb-render.so.0:libxcb-render0 libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0
libxcb-shm.so.0:libxcb-shm0 libxcb-sync.so.1:libxcb-sync1 libxcb-util.so.1:libxcb-util1
libxcb-xfixes.so.0:libxcb-xfixes0 libxcb-xkb.so.1:libxcb-xkb1
"
ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
known=$("$ldconfig" -p 2>/dev/null)
missing=""
for pair in $wanted; do
    case "$known" in
    *"${pair%%:*} "*) ;;
    *) missing="$missing ${pair##*:}" ;;
    esac
done
if ! command -v fc-list >/dev/null 2>&1; then
    missing="$missing fontconfig fonts-noto-cjk"
elif [ -z "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; then
    missing="$missing fonts-noto-cjk"
fi
"$(command -v python3.11 || command -v python3 || echo false)" -c 'import ensurepip, venv' >/dev/null 2>&1 || missing="$missing python3-venv"
# The comparison of the two renderers runs where a virtual display is there; it is optional.
extra=""
if [ -n "${CI:-}" ]; then
    command -v Xvfb >/dev/null 2>&1 || extra="$extra xvfb"
    # xvfb-run does not begin without it, and xvfb only recommends it.
    command -v xauth >/dev/null 2>&1 || extra="$extra xauth"
    case "$known" in *"libGLX_mesa.so.0 "*) ;; *) extra="$extra libgl1-mesa-dri libglx-mesa0" ;; esac
fi
[ -n "$missing$extra" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Qt needs these libraries (Debian's names), please install them:$missing"
    exit 0
fi
if [ "$(id -u)" != 0 ]; then
    [ -n "$missing" ] || exit 0
    echo "Qt needs some system libraries and a Chinese font. Please run, then try again:"
    echo "  sudo apt-get update && sudo apt-get install --no-install-recommends -y$missing"
    exit 1
fi
echo "Installing system libraries for Qt:$missing$extra"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing $extra >/dev/null || {
    echo "Could not install them; please run: apt-get install --no-install-recommends -y$missing$extra"
    exit 1
}
