#!/bin/sh
# SPDX-License-Identifier: MIT
# Disk image of the macOS bundle, signed and notarised when there is an identity.
# NOT RUN by the authors: see ../README.md. Build the bundle first: python3 dev.py package
#
# CAREGIVER_SIGN_AS        name of the "Developer ID Application" certificate in the keychain
# CAREGIVER_NOTARY_PROFILE profile stored by `xcrun notarytool store-credentials`
# Without the first the image is not signed, and macOS asks before it opens the program.
set -eu
cd "$(dirname "$0")/../.."
version=$1
made=build/package
bundle="$made/Caregiver Checklist.app"
image="$made/caregiver-checklist-$version.dmg"

if [ -n "${CAREGIVER_SIGN_AS:-}" ]; then
    codesign --force --deep --timestamp --options runtime \
        --entitlements packaging/macos/entitlements.plist \
        --sign "$CAREGIVER_SIGN_AS" "$bundle"
    codesign --verify --deep --strict "$bundle"
else
    codesign --force --deep --sign - "$bundle"
fi

stage=$(mktemp -d)
cp -R "$bundle" "$stage/"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -volname "Caregiver Checklist" -srcfolder "$stage" -format ULFO "$image"
rm -rf "$stage"

if [ -n "${CAREGIVER_SIGN_AS:-}" ] && [ -n "${CAREGIVER_NOTARY_PROFILE:-}" ]; then
    codesign --timestamp --sign "$CAREGIVER_SIGN_AS" "$image"
    xcrun notarytool submit "$image" --keychain-profile "$CAREGIVER_NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
