package org.hotdesk.store;

/**
 * What a device's secret is checked with: {@code H(device:realm:secret)} in hex. As good as the secret within the realm, so
 * it is never printed.
 *
 * @param ha1Md5 A1 of RFC 2617
 * @param ha1Sha256 A1 of RFC 7616
 */
public record SipDigests(String ha1Md5, String ha1Sha256) {
    @Override
    public String toString() {
        return "SipDigests[hidden]";
    }
}
