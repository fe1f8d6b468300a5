package org.hotdesk.demo;

/**
 * The ports of 127.0.0.1 on which one private Asterisk listens.
 *
 * @param sip UDP, chan_pjsip
 * @param chanSip UDP, chan_sip where the version has it
 * @param ami TCP
 * @param rtpFirst first of {@link #RTP_COUNT} for media
 */
record AsteriskPorts(int sip, int chanSip, int ami, int rtpFirst) {

    /** Two for each leg of a call. */
    static final int RTP_COUNT = 300;

    static AsteriskPorts take(Ports ports) {
        return new AsteriskPorts(ports.take(1), ports.take(1), ports.take(1), ports.take(RTP_COUNT));
    }
}
