package org.hotdesk.sip.registrar;

import org.hotdesk.sip.location.Registering;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.HeaderValues;
import org.hotdesk.sip.message.NameAddr;
import org.hotdesk.sip.message.Params;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.transport.Flow;

/** Reads Contact and Path of a REGISTER into a {@link Registering}; costs no memory. One owner thread. */
final class ContactReader {
    private static final int CONTACT_MAX = 512;
    private static final int INSTANCE_MAX = 256;
    private static final int PATH_MAX = 1024;
    private static final int WHOLE_Q = 1000;

    private final ContactHost hosts;
    private final Expiry expiry;
    private final HeaderValues values = new HeaderValues();
    private final NameAddr address = new NameAddr();

    ContactReader(ContactHost hosts, Expiry expiry) {
        this.hosts = hosts;
        this.expiry = expiry;
    }

    /** Adds all contacts; anything but {@code REGISTERED} and {@code QUERIED} is a refusal. */
    Answer contacts(SipMessage request, Flow flow, Registering into) {
        long headerExpires = request.number(HeaderName.EXPIRES);
        boolean star = false;
        int count = 0;
        for (values.of(request, HeaderName.CONTACT); values.next(); count++) {
            if (values.is("*")) {
                star = true;
                continue;
            }
            if (into.count() == Registering.CONTACTS_MAX) {
                return Answer.TOO_MANY_CONTACTS;
            }
            Answer answer = contact(request, flow, headerExpires, into);
            if (answer != Answer.REGISTERED) {
                return answer;
            }
        }
        if (star) {
            // RFC 3261 §10.3 step 6: the star stands alone, with Expires 0.
            into.everything();
            return count == 1 && headerExpires == 0 ? Answer.REGISTERED : Answer.BAD_STAR;
        }
        return count == 0 ? Answer.QUERIED : Answer.REGISTERED;
    }

    private Answer contact(SipMessage request, Flow flow, long headerExpires, Registering into) {
        byte[] b = request.buffer();
        if (address.read(b, values.from(), values.end()) >= 0 || !address.uri().isSip()) {
            return Answer.BAD_CONTACT;
        }
        int from = address.uri().from();
        int end = address.uri().end();
        if (end - from > CONTACT_MAX) {
            return Answer.CONTACT_TOO_LONG;
        }
        Params params = address.params();
        int seconds = expiry.granted(params.find("expires") ? params.valueNumber() : headerExpires);
        if (seconds == Expiry.TOO_BRIEF) {
            return Answer.INTERVAL_TOO_BRIEF;
        }
        // One that goes may go, wherever it points.
        if (seconds > 0 && !hosts.isAllowed(address.uri(), b, flow)) {
            return Answer.FORBIDDEN_CONTACT;
        }
        Registering.Wanted wanted = into.contact().uri(from, end).expires(seconds, q(params, b));
        if (params.find("+sip.instance")) {
            instance(params, b, wanted);
        }
        return Answer.REGISTERED;
    }

    /** RFC 5626 §4.1: a URN in angle brackets in quotes. What has another form is no key. */
    private static void instance(Params params, byte[] b, Registering.Wanted wanted) {
        int from = params.valueFrom() + 1;
        int end = params.valueEnd() - 1;
        boolean bracketed = from < end && b[from - 1] == '<' && b[end] == '>' && end - from <= INSTANCE_MAX;
        for (int at = from; bracketed && at < end; at++) {
            bracketed = b[at] > ' ' && b[at] != '"' && b[at] != '\\' && b[at] != 0x7f;
        }
        if (bracketed) {
            wanted.instance(from, end);
        }
    }

    /** Thousandths; what is no preference counts as none given, which is the highest. */
    private static int q(Params params, byte[] b) {
        if (!params.find("q") || params.valueFrom() == params.valueEnd()) {
            return WHOLE_Q;
        }
        int at = params.valueFrom();
        int end = params.valueEnd();
        if (b[at] == '1') {
            return WHOLE_Q;
        }
        if (b[at] != '0' || end - at > 5 || (end - at > 1 && b[at + 1] != '.')) {
            return WHOLE_Q;
        }
        int thousandths = 0;
        for (int i = 2; i < 5; i++) {
            int digit = at + i < end ? b[at + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return WHOLE_Q;
            }
            thousandths = 10 * thousandths + digit;
        }
        return thousandths;
    }

    /** Adds the Path of RFC 3327; false when it is too long or wrong. */
    boolean path(SipMessage request, Registering into) {
        byte[] b = request.buffer();
        int length = 0;
        for (values.of(request, HeaderName.PATH); values.next(); ) {
            length += values.end() - values.from();
            boolean good = address.read(b, values.from(), values.end()) < 0 && length <= PATH_MAX;
            for (int at = values.from(); good && at < values.end(); at++) {
                good = b[at] >= ' ' || b[at] < 0;
            }
            if (!good) {
                return false;
            }
            into.path(values.from(), values.end());
        }
        return true;
    }
}
