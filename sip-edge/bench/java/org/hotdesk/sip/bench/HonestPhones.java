package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A hundred phones that register anew every few seconds and ask again as RFC 3261 §17.1.2 says. One owner thread. */
final class HonestPhones implements AutoCloseable {
    static final int COUNT = 100;
    private static final long T1 = 500_000_000L;
    private static final long T2 = 8 * T1;
    private static final long TIMER_F = 64 * T1;
    private static final long EVERY = 3_000_000_000L;
    private static final int FIRST_CSEQ = 1_000_000;
    private static final int STATUS_AT = "SIP/2.0 ".length();

    private final List<Phone> phones = new ArrayList<>();
    private final byte[] answer = new byte[65_536];
    private final ByteBuffer in = ByteBuffer.wrap(answer);
    private final List<Double> millis = new ArrayList<>();
    private int done;
    private int withinThree;

    /** One phone, and how far its registration is. */
    private static final class Phone {
        final Lane lane;
        final int account;
        int cseq = FIRST_CSEQ;
        long dueAt;
        long requestAt;
        long repeatAt;
        long gap;
        int repeats;
        boolean waits;

        Phone(Lane lane, int account, long dueAt) {
            this.lane = lane;
            this.account = account;
            this.dueAt = dueAt;
        }
    }

    HonestPhones(InetSocketAddress server, Accounts accounts) throws IOException {
        Digest digest = new Digest(accounts, "REGISTER", "sip:" + Accounts.REALM);
        long now = System.nanoTime();
        for (int i = 0; i < COUNT; i++) {
            InetAddress source = InetAddress.getByAddress(new byte[] {127, 1, (byte) i, 1});
            phones.add(new Phone(new Lane(i, source, server, digest), i, now + i * (EVERY / COUNT)));
        }
    }

    /** Does what is due now for all of them. */
    void turn(long now) throws IOException {
        for (Phone phone : phones) {
            if (!phone.waits && now >= phone.dueAt) {
                phone.repeats = 0;
                phone.lane.begin(phone.account, phone.cseq++, now);
                sent(phone, now);
            } else if (phone.waits) {
                hear(phone, now);
            }
        }
    }

    private void hear(Phone phone, long now) throws IOException {
        int length = phone.lane.answer(in, answer);
        if (length > 0 && Template.number(answer, STATUS_AT, 3) == 401) {
            phone.lane.sign(answer, length, phone.cseq++, now);
            sent(phone, now);
        } else if (length > 0) {
            ended(phone, now, Template.number(answer, STATUS_AT, 3) == 200);
        } else if (now - phone.requestAt > TIMER_F) {
            ended(phone, now, false);
        } else if (now >= phone.repeatAt) {
            phone.lane.repeat(now);
            phone.repeats++;
            phone.gap = Math.min(2 * phone.gap, T2);
            phone.repeatAt = now + phone.gap;
        }
    }

    private static void sent(Phone phone, long now) {
        phone.waits = true;
        phone.requestAt = now;
        phone.gap = T1;
        phone.repeatAt = now + T1;
    }

    private void ended(Phone phone, long now, boolean registered) {
        phone.waits = false;
        phone.dueAt = now + EVERY;
        done++;
        withinThree += registered && phone.repeats <= 3 ? 1 : 0;
        millis.add((now - phone.lane.begunAt) / 1e6);
    }

    /** Forgets what was counted so far. */
    void countAnew() {
        done = 0;
        withinThree = 0;
        millis.clear();
    }

    int done() {
        return done;
    }

    /** The share of those that ended which came to a 200 with three repetitions at most. */
    double share() {
        return done == 0 ? 0 : (double) withinThree / done;
    }

    double p99Millis() {
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) (sorted.length * 0.99)];
    }

    @Override
    public void close() throws IOException {
        for (Phone phone : phones) {
            phone.lane.close();
        }
    }
}
