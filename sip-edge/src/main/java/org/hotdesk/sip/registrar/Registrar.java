package org.hotdesk.sip.registrar;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.digest.Authenticator;
import org.hotdesk.sip.digest.KeyedHash;
import org.hotdesk.sip.location.LocationTable;
import org.hotdesk.sip.location.Registering;
import org.hotdesk.sip.message.HeaderName;
import org.hotdesk.sip.message.HeaderValues;
import org.hotdesk.sip.message.SipMessage;
import org.hotdesk.sip.message.SipWriter;
import org.hotdesk.sip.message.Uri;
import org.hotdesk.sip.transport.Flow;

/**
 * Serves REGISTER (RFC 3261 §10.3) without a transaction: a retransmission is known by its order and answered alike.
 * Opens no socket; the answer stands in the {@link SipWriter} it was made with. One owner thread.
 */
public final class Registrar {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);
    private static final int CALL_ID_MAX = 256;
    private static final int KEY_BYTES = 16;

    private final Authenticator authenticator;
    private final LocationTable table;
    private final SipWriter out;
    private final ContactHost hosts;
    private final ContactReader reader;
    private final Expiry expiry;
    private final boolean pathNeedsSupport;
    private final KeyedHash tags;
    private final Registering registering = new Registering();
    private final HeaderValues values = new HeaderValues();
    private final Uri uri = new Uri();
    private Optional<DeviceNumber> device = Optional.empty();
    private long dateSecond = -1;
    private byte[] date = {};

    /** @param random spreads the times granted, and seeds our tags */
    public Registrar(
            RegistrarPolicy policy,
            Authenticator authenticator,
            LocationTable table,
            SipWriter out,
            RandomGenerator random) {
        this.authenticator = authenticator;
        this.table = table;
        this.out = out;
        hosts = new ContactHost(policy.domains());
        expiry = new Expiry(policy, random);
        reader = new ContactReader(hosts, expiry);
        pathNeedsSupport = policy.pathNeedsSupport();
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        tags = new KeyedHash(key);
    }

    /**
     * Serves a request that parser and check let pass; the whole answer is in the writer then.
     *
     * @param flow the way it came and the answer goes; contacts are bound to it
     */
    public Answer register(SipMessage request, Flow flow, long nowMillis) {
        device = Optional.empty();
        Answer answer = judge(request, flow, nowMillis);
        out.answer(request, flow.remote(), answer.status(), answer.phrase(), tag(request));
        switch (answer) {
            case REGISTERED, QUERIED, REPEATED -> ok(request, nowMillis);
            case CHALLENGED, WRONG_PASSWORD ->
                authenticator.challenge(out, HeaderName.WWW_AUTHENTICATE, false, nowMillis);
            case STALE -> authenticator.challenge(out, HeaderName.WWW_AUTHENTICATE, true, nowMillis);
            case BAD_EXTENSION -> unsupported(request);
            case PATH_NOT_SUPPORTED -> out.header(HeaderName.UNSUPPORTED, "path");
            case INTERVAL_TOO_BRIEF -> out.header(HeaderName.MIN_EXPIRES, expiry.least());
            default -> {}
        }
        out.end();
        return answer;
    }

    /** Who sent the last request; empty when it was not authenticated. */
    public Optional<DeviceNumber> device() {
        return device;
    }

    // RFC 3261 §10.3 steps 1 to 7, those that tell strangers nothing first.
    private Answer judge(SipMessage request, Flow flow, long nowMillis) {
        for (values.of(request, HeaderName.REQUIRE); values.next(); ) {
            if (!values.is("path")) {
                return Answer.BAD_EXTENSION;
            }
        }
        byte[] b = request.buffer();
        if (uri.read(b, request.uriFrom(), request.uriEnd()) >= 0 || !uri.isSip() || !hosts.isOurs(uri, b)) {
            return Answer.UNKNOWN_DOMAIN;
        }
        return switch (authenticator.check(request, HeaderName.AUTHORIZATION, nowMillis)) {
            case NONE -> Answer.CHALLENGED;
            case STALE -> Answer.STALE;
            case WRONG -> Answer.WRONG_PASSWORD;
            case MALFORMED -> Answer.BAD_CREDENTIALS;
            case GOOD -> authorised(request, flow, nowMillis);
        };
    }

    private Answer authorised(SipMessage request, Flow flow, long nowMillis) {
        DeviceNumber who = authenticator.device();
        device = Optional.of(who);
        byte[] b = request.buffer();
        if (request.partyFault(HeaderName.TO) >= 0
                || !request.party(HeaderName.TO).uri().isSip()) {
            return Answer.UNKNOWN_ADDRESS;
        }
        if (!isTo(request.party(HeaderName.TO).uri(), who)) {
            return Answer.NOT_ITS_ADDRESS;
        }
        registering.begin(who, authenticator.number(), flow, b);
        Answer answer = reader.contacts(request, flow, registering);
        if (answer != Answer.REGISTERED) {
            return answer;
        }
        answer = path(request);
        if (answer != Answer.REGISTERED) {
            return answer;
        }
        return order(request) ? applied(nowMillis) : Answer.OUT_OF_ORDER;
    }

    /** The number is compared without a look at the device's, unless it is written with escapes. */
    private boolean isTo(Uri to, DeviceNumber who) {
        return to.userNumber() == authenticator.number() || to.isUser(who.digits());
    }

    private Answer path(SipMessage request) {
        if (!request.has(HeaderName.PATH)) {
            return Answer.REGISTERED;
        }
        if (pathNeedsSupport && !supportsPath(request)) {
            return Answer.PATH_NOT_SUPPORTED;
        }
        return reader.path(request, registering) ? Answer.REGISTERED : Answer.BAD_PATH;
    }

    private boolean supportsPath(SipMessage request) {
        for (values.of(request, HeaderName.SUPPORTED); values.next(); ) {
            if (values.is("path")) {
                return true;
            }
        }
        return false;
    }

    private boolean order(SipMessage request) {
        int call = request.find(HeaderName.CALL_ID, 0);
        if (call < 0 || request.cseqFault() >= 0) {
            return false;
        }
        int from = request.valueFrom(call);
        // A longer one is told apart by its beginning, which is plenty.
        registering.order(from, Math.min(request.valueEnd(call), from + CALL_ID_MAX), (int)
                request.cseq().number());
        int agent = request.find(HeaderName.USER_AGENT, 0);
        if (agent >= 0) {
            registering.userAgent(request.valueFrom(agent), request.valueEnd(agent));
        }
        return true;
    }

    private Answer applied(long nowMillis) {
        return switch (table.apply(registering, nowMillis)) {
            case DONE -> Answer.REGISTERED;
            case REPEATED -> Answer.REPEATED;
            case OUT_OF_ORDER -> Answer.OUT_OF_ORDER;
            case TOO_MANY -> Answer.TOO_MANY_CONTACTS;
        };
    }

    private void ok(SipMessage request, long nowMillis) {
        table.write(authenticator.number(), out, nowMillis);
        // RFC 3327 §5.3: the phone learns which way calls to it take.
        out.copy(request, HeaderName.PATH);
        if (nowMillis / 1000 != dateSecond) {
            dateSecond = nowMillis / 1000;
            date = DATE.format(Instant.ofEpochSecond(dateSecond).atOffset(ZoneOffset.UTC))
                    .getBytes(StandardCharsets.US_ASCII);
        }
        out.field(HeaderName.DATE).put(date, 0, date.length).line();
    }

    private void unsupported(SipMessage request) {
        byte[] b = request.buffer();
        for (values.of(request, HeaderName.REQUIRE); values.next(); ) {
            if (!values.is("path") && isPrintable(b, values.from(), values.end())) {
                out.field(HeaderName.UNSUPPORTED)
                        .put(b, values.from(), values.end())
                        .line();
            }
        }
    }

    private static boolean isPrintable(byte[] b, int from, int end) {
        for (int at = from; at < end; at++) {
            if (b[at] < ' ') {
                return false;
            }
        }
        return from < end;
    }

    /** The same for a retransmission, so that it gets the same answer (RFC 3261 §8.2.7). */
    private long tag(SipMessage request) {
        tags.begin();
        addTo(tags, request, HeaderName.CALL_ID);
        addTo(tags, request, HeaderName.CSEQ);
        return tags.end();
    }

    private static void addTo(KeyedHash hash, SipMessage request, HeaderName name) {
        int line = request.find(name, 0);
        if (line >= 0) {
            hash.add(request.buffer(), request.valueFrom(line), request.valueEnd(line))
                    .add(0);
        }
    }
}
