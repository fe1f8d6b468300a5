package org.hotdesk.ami.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hotdesk.astdb.AstDbKey;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final String RECORDED =
            """
            Response: Success
            ActionID: tok-1
            Message: Updated database successfully

            Response: Success
            ActionID: tok-2
            EventList: start
            Message: Result will follow

            Event: DBGetResponse
            Family: F
            Key: k
            Val: none \s
            ActionID: tok-2

            Event: DBGetComplete
            ActionID: tok-2
            EventList: Complete
            ListItems: 1

            Response: Error
            ActionID: tok-3
            Message: Database entry could not be deleted

            """
                    .replace("\n", "\r\n");

    private final AstDbKey key = new AstDbKey("F", "k");

    private static void feed(Inbox inbox, byte[] bytes, int from, int to) throws IOException {
        for (int at = from; at < to; ) {
            var room = inbox.room();
            int size = Math.min(room.remaining(), to - at);
            room.put(bytes, at, size);
            inbox.filled(size);
            at += size;
        }
    }

    /** Three operations as the line would serve them; those the bytes complete are done. */
    private final class Replay {
        private final Inbox inbox = new Inbox();
        private final Message message = new Message("tok-");
        private final List<Operation<?>> due = new ArrayList<>();
        private final AstDbOperation.Put put = new AstDbOperation.Put(key, "x");
        private final AstDbOperation.Get get = new AstDbOperation.Get(key, "tok-");
        private final AstDbOperation.Del del = new AstDbOperation.Del(key);

        Replay() {
            ActionEncoder out = new ActionEncoder("tok-");
            put.writeTo(out, 1);
            get.writeTo(out, 2);
            del.writeTo(out, 3);
            due.addAll(List.of(put, get, del));
        }

        void bytes(byte[] bytes, int from, int to) throws IOException {
            feed(inbox, bytes, from, to);
            while (!due.isEmpty() && due.get(0).cut(inbox, message)) {
                if (message.id() == due.get(0).id() && due.get(0).accept(message)) {
                    due.remove(0);
                }
            }
        }

        void isWhole() {
            assertThat(due).isEmpty();
            assertThat(put).isCompleted();
            assertThat(get).isCompletedWithValue(Optional.of("none  "));
            assertThat(del).isCompletedWithValue(false);
        }
    }

    @Test
    void recordedExchange_splitAtEachByte_readsTheSame() throws IOException {
        byte[] bytes = RECORDED.getBytes(UTF_8);
        for (int split = 0; split <= bytes.length; split++) {
            Replay replay = new Replay();
            replay.bytes(bytes, 0, split);
            replay.bytes(bytes, split, bytes.length);
            replay.isWhole();
        }
    }

    @Test
    void recordedExchange_byteByByte_readsTheSame() throws IOException {
        byte[] bytes = RECORDED.getBytes(UTF_8);
        Replay replay = new Replay();
        for (int at = 0; at < bytes.length; at++) {
            replay.bytes(bytes, at, at + 1);
        }
        replay.isWhole();
    }

    @Test
    void recordedExchange_endingEarly_completesOnlyWhatCameWhole() throws IOException {
        byte[] bytes = RECORDED.getBytes(UTF_8);
        for (int end = 0; end < bytes.length; end++) {
            Replay replay = new Replay();
            replay.bytes(bytes, 0, end);
            assertThat(replay.del).as("end %d", end).isNotDone();
        }
    }

    @Test
    void messageWithoutEnd_isRefusedAtItsLimit() {
        byte[] endless = "x".repeat(Inbox.MESSAGE_MAX + 1).getBytes(UTF_8);
        assertThatThrownBy(() -> feed(new Inbox(), endless, 0, endless.length))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("offset " + Inbox.MESSAGE_MAX);
    }

    @Test
    void noise_neverCompletesAndNeverBreaksTheReader() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            Replay replay = new Replay();
            byte[] bytes = RECORDED.getBytes(UTF_8);
            for (int damage = random.nextInt(8); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            replay.bytes(bytes, 0, bytes.length);
            assertThat(replay.message).as("seed %d", seed).isNotNull();
        }
    }

    @Test
    void said_isFitForALogLine() {
        Message message = new Message("tok-");
        byte[] bytes = ("Response: Error\r\nMessage: \u001b[31m" + "é".repeat(200) + "\r\n\r\n").getBytes(UTF_8);
        message.set(bytes, 0, bytes.length);
        assertThat(message.said()).hasSize(120).startsWith("?[31m??").doesNotContain("\u001b");
    }

    @Test
    void id_isOnlyOursWithItsTokenAndDigits() {
        for (String line : List.of("tok-", "tok-x", "tuk-1", "1", "tok-12345678901234567890", "tok-1x")) {
            Message message = new Message("tok-");
            byte[] bytes = ("Response: Success\r\nActionID: " + line + "\r\n\r\n").getBytes(UTF_8);
            message.set(bytes, 0, bytes.length);
            assertThat(message.id()).as(line).isEqualTo(Message.NO_ID);
        }
    }
}
