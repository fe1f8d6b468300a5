#!/bin/sh
# Stands in for wget where a machine has none: debootstrap calls `wget [options] -O <file> <address>`, and apt brings a
# program that can do the same.
file=
address=
while [ $# -gt 0 ]; do
    case $1 in
        -O) file=$2; shift ;;
        -*) ;;
        *) address=$1 ;;
    esac
    shift
done
exec /usr/lib/apt/apt-helper -qq download-file "$address" "$file"
