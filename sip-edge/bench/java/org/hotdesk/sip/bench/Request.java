package org.hotdesk.sip.bench;

import java.nio.ByteBuffer;

/** A request that is sent again and again, and where in it the fields are that differ each time. */
final class Request {
    static final int CSEQ_DIGITS = 7;
    static final int BRANCH_DIGITS = 9;

    final Template text;
    final int[] device;
    final int[] cseq;
    final int[] branch;
    final int[] nonce;
    final int[] response;
    /** The text as the socket wants it. */
    final ByteBuffer wire;

    Request(String form) {
        text = new Template(form);
        device = text.fields(Template.DEVICE);
        cseq = text.fields(Template.CSEQ);
        branch = text.fields(Template.BRANCH);
        nonce = text.fields(Template.NONCE);
        response = text.fields(Template.RESPONSE);
        wire = ByteBuffer.wrap(text.bytes);
    }
}
