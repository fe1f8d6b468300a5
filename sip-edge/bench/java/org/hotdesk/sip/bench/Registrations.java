package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Phones that register as fast as the server answers: 64 sockets, 64 registrations under way. The lane that has waited
 * longest is looked at first and nothing else is, since a server with one thread answers in order; so a message costs
 * one read and one write and no select. One owner thread.
 */
final class Registrations implements AutoCloseable {
    private static final int LANES = 64;
    private static final long PATIENCE = 500_000_000L;
    private static final int TRIES = 20;
    private static final int FIRST_CSEQ = 1_000_000;
    private static final int STATUS_AT = "SIP/2.0 ".length();

    private final List<Lane> lanes = new ArrayList<>();
    private final Lane[] waiting = new Lane[LANES];
    private final int[] cseqs;
    private final byte[] answer = new byte[65_536];
    private final ByteBuffer in = ByteBuffer.wrap(answer);
    private int under;
    private int head;

    /** What a round of registrations took. */
    record Round(int registrations, double seconds, int repeats, double p50Millis, double p99Millis) {
        double rate() {
            return registrations / seconds;
        }
    }

    /** @param contacts how many phones take turns, each with one contact */
    Registrations(InetSocketAddress server, Accounts accounts, int contacts) throws IOException {
        cseqs = new int[contacts];
        Arrays.fill(cseqs, FIRST_CSEQ);
        Digest digest = new Digest(accounts, "REGISTER", "sip:" + Accounts.REALM);
        for (int i = 0; i < LANES; i++) {
            // Each a network of its own, as offices are.
            InetAddress source = InetAddress.getByAddress(new byte[] {127, 0, (byte) (i + 1), 1});
            lanes.add(new Lane(i, source, server, digest));
        }
    }

    /** The sockets of the phones, which take turns on them. */
    List<DatagramChannel> sockets() {
        return lanes.stream().map(Lane::channel).toList();
    }

    /** Registers as many times as asked, phone after phone. */
    Round run(int registrations) throws IOException {
        int[] micros = new int[registrations];
        int repeats = 0;
        int done = 0;
        long began = System.nanoTime();
        for (Lane lane : lanes.subList(0, Math.min(LANES, registrations))) {
            begin(lane, began);
        }
        int begun = Math.min(LANES, registrations);
        while (done < registrations) {
            Lane lane = waiting[head % LANES];
            int length = lane.answer(in, answer);
            long now = System.nanoTime();
            if (length <= 0) {
                repeats += isLate(lane, now) ? 1 : 0;
                continue;
            }
            head++;
            under--;
            if (answered(lane, length, now)) {
                micros[done++] = (int) ((now - lane.begunAt) / 1_000);
                if (begun < registrations) {
                    begin(lane, now);
                    begun++;
                }
            }
        }
        Arrays.sort(micros);
        return new Round(
                registrations,
                (System.nanoTime() - began) / 1e9,
                repeats,
                micros[registrations / 2] / 1e3,
                micros[(int) (registrations * 0.99)] / 1e3);
    }

    private void begin(Lane lane, long now) throws IOException {
        int account = lane.nextAccount(LANES, cseqs.length);
        lane.begin(account, cseqs[account]++, now);
        wait(lane);
    }

    private void wait(Lane lane) {
        waiting[(head + under++) % LANES] = lane;
    }

    private boolean answered(Lane lane, int length, long now) throws IOException {
        int status = Template.number(answer, STATUS_AT, 3);
        if (status == 401) {
            lane.sign(answer, length, cseqs[lane.account()]++, now);
            wait(lane);
            return false;
        }
        if (status != 200) {
            throw new IllegalStateException("a REGISTER was answered " + status);
        }
        return true;
    }

    private boolean isLate(Lane lane, long now) throws IOException {
        if (now - lane.sentAt < PATIENCE) {
            return false;
        }
        if (lane.repeat(now) > TRIES) {
            throw new IllegalStateException("the server does not answer");
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        for (Lane lane : lanes) {
            lane.close();
        }
    }
}
