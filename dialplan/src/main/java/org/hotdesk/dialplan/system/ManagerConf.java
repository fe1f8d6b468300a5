package org.hotdesk.dialplan.system;

import java.util.regex.Pattern;
import org.hotdesk.dialplan.ConfText;

/** The companion's user of the manager interface, with the least rights it can do its work with. */
public final class ManagerConf {
    /** What it may be told of. */
    public static final String READ = "system,user,call,agent";

    /**
     * What it may do: {@code agent} for members of queues, {@code originate} for calls that warn. {@code system} alone is
     * nearly everything, so its secret is worth a root password.
     */
    public static final String WRITE = "system,call,reporting,user,agent,originate";

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9+/=_.-]{16,128}");

    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /** Asterisk's usual 100 ms would cut the line when the companion pauses for its own memory. */
    private static final int WRITE_TIMEOUT_MILLIS = 5000;

    private ManagerConf() {}

    /**
     * The section of the user, for a file of its own that {@code manager.conf} includes.
     *
     * @param secret 16 to 128 letters, digits or {@code + / = _ . -}
     */
    public static String text(String user, String secret) {
        return text(user, secret, "127.0.0.1");
    }

    /**
     * The same where the manager interface listens at another address: who connects to it from the same machine comes from
     * that address too.
     *
     * @param host an address or a name; a name is permitted nothing more
     */
    public static String text(String user, String secret, String host) {
        if (!SECRET.matcher(secret).matches()) {
            throw new IllegalArgumentException("the manager secret must have 16 to 128 letters, digits or + / = _ . -");
        }
        ConfText text = new ConfText(
                        "Hotdesk's manager user. Who knows this secret rules this Asterisk: keep the file closed.")
                .section(user)
                .set("secret", secret)
                .set("deny", "0.0.0.0/0.0.0.0")
                .set("permit", "127.0.0.1/255.255.255.255");
        if (ADDRESS.matcher(host).matches() && !host.startsWith("127.")) {
            text.set("permit", host + "/255.255.255.255");
        }
        return text.set("read", READ)
                .set("write", WRITE)
                .set("writetimeout", Integer.toString(WRITE_TIMEOUT_MILLIS))
                .set("displayconnects", "no")
                .text();
    }
}
