package org.hotdesk.demo;

/**
 * The ports of 127.0.0.1 that one phone uses.
 *
 * @param sip UDP and TCP; baresip takes the next one as well, for TLS
 * @param control TCP
 * @param rtpFirst first of {@link #RTP_COUNT} for media
 */
record BaresipPorts(int sip, int control, int rtpFirst) {

    /** Two for each of four calls. */
    static final int RTP_COUNT = 8;

    static BaresipPorts take(Ports ports) {
        int first = ports.take(4 + RTP_COUNT);
        return new BaresipPorts(first, first + 2, first + 4);
    }
}
