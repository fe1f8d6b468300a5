package org.hotdesk.sip.location;

import java.util.Arrays;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.message.Uri;
import org.hotdesk.sip.transport.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What one REGISTER asks for, as ranges of its bytes: all of it is done, or nothing. Made once and filled again for
 * each request, so that asking costs no memory; valid as long as the request's buffer. One owner thread.
 */
public final class Registering {
    /** Contacts one request may name. */
    public static final int CONTACTS_MAX = 16;

    /** One Contact value. */
    public static final class Wanted {
        int uriFrom;
        int uriEnd;
        int instanceFrom;
        int instanceEnd;
        int expiresSeconds;
        int q;
        final Uri uri = new Uri();

        @Nullable
        Contact found;

        /** The URI without brackets. */
        public Wanted uri(int from, int end) {
            uriFrom = from;
            uriEnd = end;
            instanceFrom = end;
            instanceEnd = end;
            return this;
        }

        /** {@code +sip.instance} without quotes and brackets. */
        public Wanted instance(int from, int end) {
            instanceFrom = from;
            instanceEnd = end;
            return this;
        }

        /**
         * How long and how much it is wanted.
         *
         * @param seconds granted; 0 takes it away
         * @param thousandths preference, 0 to 1000
         */
        public Wanted expires(int seconds, int thousandths) {
            expiresSeconds = seconds;
            q = thousandths;
            return this;
        }

        boolean hasInstance() {
            return instanceEnd > instanceFrom;
        }
    }

    private final Wanted[] wanted = new Wanted[CONTACTS_MAX];
    private int count;
    private boolean everything;
    private byte[] path = new byte[256];
    private int pathLength;
    byte[] b = {};
    int callIdFrom;
    int callIdEnd;
    int userAgentFrom;
    int userAgentEnd;
    int cseq;

    private long number;

    @Nullable
    private DeviceNumber device;

    @Nullable
    private Flow flow;

    public Registering() {
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = new Wanted();
        }
    }

    /**
     * Starts anew with a request that names no contact.
     *
     * @param key the device's {@link org.hotdesk.sip.message.NumberKey}
     */
    public Registering begin(DeviceNumber who, long key, Flow way, byte[] buffer) {
        device = who;
        number = key;
        flow = way;
        b = buffer;
        count = 0;
        everything = false;
        pathLength = 0;
        userAgentFrom = 0;
        userAgentEnd = 0;
        return this;
    }

    /** The order of the request (RFC 3261 §10.3 step 7). */
    public Registering order(int callIdStart, int callIdStop, int cseqNumber) {
        callIdFrom = callIdStart;
        callIdEnd = callIdStop;
        cseq = cseqNumber;
        return this;
    }

    public Registering userAgent(int from, int end) {
        userAgentFrom = from;
        userAgentEnd = end;
        return this;
    }

    /** Adds a value of Path, first the one nearest to us. */
    public Registering path(int from, int end) {
        int more = end - from + 1;
        if (pathLength + more > path.length) {
            path = Arrays.copyOf(path, Math.max(2 * path.length, pathLength + more));
        }
        System.arraycopy(b, from, path, pathLength, more - 1);
        pathLength += more;
        path[pathLength - 1] = '\n';
        return this;
    }

    /** {@code Contact: *}: takes all contacts of the device away. */
    public Registering everything() {
        everything = true;
        return this;
    }

    /** Adds a contact, to be filled by the caller; at most {@link #CONTACTS_MAX}. */
    public Wanted contact() {
        return wanted[count++];
    }

    /** How many contacts are in. */
    public int count() {
        return count;
    }

    Wanted wanted(int i) {
        return wanted[i];
    }

    boolean isEverything() {
        return everything;
    }

    byte[] path() {
        return path;
    }

    int pathLength() {
        return pathLength;
    }

    long number() {
        return number;
    }

    DeviceNumber device() {
        if (device == null) {
            throw new IllegalStateException("not begun");
        }
        return device;
    }

    Flow flow() {
        if (flow == null) {
            throw new IllegalStateException("not begun");
        }
        return flow;
    }
}
