package org.hotdesk.demo;

/** PJSIP endpoints for tests that need some before there is a Hotdesk: device and user name alike, secret from it. */
public final class TestDevices {

    private TestDevices() {}

    /** The text of a {@code pjsip.d/} file with these devices, their lamps at {@code <device>@device}. */
    public static String pjsip(String... devices) {
        StringBuilder text = new StringBuilder();
        for (String device : devices) {
            text.append(
                    """
                    [%1$s]
                    type=endpoint
                    context=lab
                    disallow=all
                    allow=ulaw
                    auth=%1$s
                    aors=%1$s
                    mailboxes=%1$s@device
                    dtmf_mode=rfc4733
                    direct_media=no
                    [%1$s]
                    type=auth
                    auth_type=userpass
                    username=%1$s
                    password=%2$s
                    [%1$s]
                    type=aor
                    max_contacts=1
                    remove_existing=yes
                    """
                            .formatted(device, secret(device)));
        }
        return text.toString();
    }

    /** The account of such a device. */
    public static PhoneAccount account(PrivateAsterisk asterisk, String device) {
        return PhoneAccount.of(device, secret(device), asterisk.sip());
    }

    private static String secret(String device) {
        return "secret-of-" + device;
    }
}
