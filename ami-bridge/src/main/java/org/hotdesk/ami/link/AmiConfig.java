package org.hotdesk.ami.link;

import java.io.IOException;

/**
 * Where Asterisk's manager interface is and how to speak to it.
 *
 * @param host address or name; a name is looked up at each connect
 * @param port 1 to 65535, usually 5038
 */
public record AmiConfig(String host, int port, AmiLogin login, AmiPace pace) {
    public AmiConfig {
        if (host.isBlank() || AmiText.unspeakable(host)) {
            throw new IllegalArgumentException("AMI host must be an address or a name");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("AMI port " + port + " is not between 1 and 65535");
        }
    }

    IOException unreached(IOException why) {
        return new IOException(
                "Asterisk at " + host + ":" + port + " cannot be reached: " + why.getMessage()
                        + "; see whether it runs",
                why);
    }
}
