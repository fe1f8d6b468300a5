package org.hotdesk.sip.message;

/**
 * The sizes up to which a message is read at all.
 *
 * @param messageBytes head and body together, 256 to 65,535 bytes
 * @param headerLines header lines, 8 to 1,024
 */
public record SipLimits(int messageBytes, int headerLines) {
    /** 16 kB and 192 lines: room for the long request of RFC 4475 and for INVITEs with many ICE candidates. */
    public static final SipLimits USUAL = new SipLimits(16 * 1024, 192);

    public SipLimits {
        if (messageBytes < 256 || messageBytes > 65_535) {
            throw new IllegalArgumentException("messageBytes " + messageBytes + " is not within 256 to 65535");
        }
        if (headerLines < 8 || headerLines > 1024) {
            throw new IllegalArgumentException("headerLines " + headerLines + " is not within 8 to 1024");
        }
    }
}
