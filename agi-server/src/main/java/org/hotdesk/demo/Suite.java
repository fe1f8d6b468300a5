package org.hotdesk.demo;

/** The Debian suites whose Asterisk is of use. */
public enum Suite {
    /** Asterisk 22, and the phones and the trunk of the demo. */
    UNSTABLE("sid", "asterisk,asterisk-core-sounds-en,sip-tester,baresip-core"),
    /** Asterisk 16, the last Debian release with chan_sip and app_macro. */
    BULLSEYE("bullseye", "asterisk,asterisk-voicemail,asterisk-core-sounds-en");

    /** Counted up when the way a root folder is made changes, so that old ones are not used any more. */
    private static final int RECIPE = 1;

    private final String codename;
    private final String packages;

    Suite(String codename, String packages) {
        this.codename = codename;
        this.packages = packages;
    }

    String codename() {
        return codename;
    }

    /** As debootstrap wants them, with commas between. */
    String packages() {
        return packages;
    }

    String folderName() {
        return "root-" + codename + "-" + RECIPE + "-" + Integer.toHexString(packages.hashCode());
    }
}
