package org.hotdesk.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotdesk.sip.location.Desk.DEVICE;
import static org.hotdesk.sip.location.Desk.NOW;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Desk.Ask;
import org.hotdesk.sip.location.Journal.Restored;
import org.hotdesk.sip.location.LocationListener.Gone;
import org.hotdesk.sip.peer.FlowFrom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final String A = "sip:1001@10.0.0.1:5060";
    private static final String B = "sip:1001@10.0.0.2:5060";

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("locations.journal");
    }

    /** A table with its journal, and what was found in it. */
    private static final class Open implements AutoCloseable {
        final Desk desk = new Desk(LocationPolicy.USUAL);
        final Journal journal;
        final Restored restored;

        Open(Path path, int queueBytes) throws IOException {
            journal = Journal.open(path, queueBytes);
            restored = journal.restore(desk.table, NOW, (done, total) -> {});
        }

        Open(Path path) throws IOException {
            this(path, 1 << 20);
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    @Test
    void contacts_comeBackAsTheyWere() throws IOException {
        List<Binding> before;
        try (Open open = new Open(path)) {
            open.desk.ask(Ask.contact(A).instance("urn:x").q(700));
            open.desk.ask(Ask.contact(A).instance("urn:x").q(600).order("call", 2), DEVICE, NOW + 5);
            open.desk.ask(Ask.contact(B).from(FlowFrom.udp("2001:db8::7", 5062)));
            open.desk.ask(Ask.contact("sip:gone@10.0.0.3"));
            open.desk.ask(Ask.contact("sip:gone@10.0.0.3").order("call", 2).expires(0));
            before = open.desk.table.of(DEVICE);
            assertThat(before).hasSize(2);
        }
        try (Open open = new Open(path)) {
            assertThat(open.restored).isEqualTo(new Restored(2, 0, 0, 0));
            assertThat(open.desk.table.of(DEVICE)).isEqualTo(before);
            assertThat(open.desk.heard).isEmpty();
        }
    }

    @Test
    void connections_comeBackAsEnded() throws IOException {
        try (Open open = new Open(path)) {
            open.desk.ask(Ask.contact(A).from(FlowFrom.tls("198.51.100.7", 40_001, 11)));
        }
        try (Open open = new Open(path)) {
            assertThat(open.desk.table.of(DEVICE))
                    .extracting(Binding::connection)
                    .containsExactly(-1L);
            open.desk.ask(Ask.contact(A).order("call", 2).from(FlowFrom.tls("198.51.100.7", 40_002, 1)));
            assertThat(open.desk.news()).containsExactly("moved " + A + " " + A);
        }
    }

    @Test
    void expiredContacts_doNotComeBack() throws IOException {
        try (Open open = new Open(path)) {
            open.desk.ask(Ask.contact(A).expires(60), DEVICE, NOW - 60_000);
            open.desk.ask(Ask.contact(B));
        }
        try (Open open = new Open(path)) {
            assertThat(open.restored).isEqualTo(new Restored(1, 1, 0, 0));
            assertThat(open.desk.contacts()).containsExactly(B);
        }
    }

    private byte[] threeContacts() throws IOException {
        try (Open open = new Open(path)) {
            for (int i = 1; i <= 3; i++) {
                open.desk.ask(Ask.contact("sip:" + i + "@10.0.0.1"));
            }
        }
        return Files.readAllBytes(path);
    }

    @Test
    void journalCutAnywhere_keepsEachWholeRecord() throws IOException {
        byte[] whole = threeContacts();
        int record = (whole.length - 8) / 3;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            try (Open open = new Open(path)) {
                assertThat(open.desk.table.count()).as("cut at %d", length).isEqualTo(Math.max(0, length - 8) / record);
                assertThat(open.restored.damaged()).isZero();
            }
            assertThat((Files.size(path) - 8) % record).as("cut at %d", length).isZero();
        }
    }

    @Test
    void anyDamagedByte_costsItsRecordAlone() throws IOException {
        byte[] whole = threeContacts();
        int record = (whole.length - 8) / 3;
        for (int at = 8; at < whole.length; at++) {
            byte[] broken = whole.clone();
            broken[at] ^= 0x55;
            Files.write(path, broken);
            try (Open open = new Open(path)) {
                assertThat(open.desk.table.count()).as("damaged at %d", at).isEqualTo(2);
                boolean last = at >= 8 + 2 * record;
                assertThat(open.restored.damaged()).isEqualTo(last ? 0 : 1);
                assertThat(open.restored.cutBytes()).isEqualTo(last ? record : 0);
            }
        }
    }

    @Test
    void damageInTheMiddle_isNotCutOff_andWritingGoesOn() throws IOException {
        byte[] whole = threeContacts();
        whole[30] ^= 1;
        Files.write(path, whole);
        try (Open open = new Open(path)) {
            open.desk.ask(Ask.contact(A));
        }
        try (Open open = new Open(path)) {
            assertThat(open.restored).isEqualTo(new Restored(3, 0, 1, 0));
        }
    }

    @Test
    void longLog_isReplacedByASnapshot() throws Exception {
        Set<String> expected;
        try (Open open = new Open(path, 8 << 20)) {
            for (int i = 0; i < 2_000; i++) {
                open.desk.ask(Ask.contact(A).order("call", 1), number(i), NOW);
            }
            int cseq = 1;
            while (open.journal.status().bytes() < 3 << 20) {
                cseq++;
                for (int i = 0; i < 2_000; i++) {
                    open.desk.ask(Ask.contact(A).order("call" + cseq, cseq), number(i), NOW + cseq);
                }
                Thread.sleep(60);
            }
            // Changes go on while the snapshot is being written, slice by slice.
            for (int i = 0; open.journal.status().bytes() > 2 << 20; i++) {
                open.desk.table.tick(NOW + cseq);
                open.desk.table.remove(number(i), Gone.KICKED);
                Thread.sleep(5);
            }
            expected = devices(open);
            assertThat(expected).hasSizeLessThan(2_000);
        }
        try (Open open = new Open(path)) {
            assertThat(devices(open)).isEqualTo(expected);
            assertThat(open.restored.damaged()).isZero();
        }
    }

    private static DeviceNumber number(int i) {
        return new DeviceNumber(Integer.toString(20_000 + i));
    }

    private static Set<String> devices(Open open) {
        return open.desk.table.all().stream()
                .map(binding -> binding.device().digits())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void fullQueue_losesNothingInTheEnd() throws Exception {
        try (Open open = new Open(path, 4_000)) {
            for (int i = 0; i < 500; i++) {
                open.desk.ask(Ask.contact(A), number(i), NOW);
            }
            assertThat(open.journal.status().isBehind()).isTrue();
            while (open.journal.status().isBehind() || open.desk.table.tick(NOW) < 1_000_000_000L) {
                open.desk.table.tick(NOW);
                Thread.sleep(10);
            }
        }
        try (Open open = new Open(path)) {
            assertThat(open.desk.table.count()).isEqualTo(500);
        }
    }

    @Test
    void secondProcess_isRefusedInOneLine() throws IOException {
        try (Open open = new Open(path)) {
            assertThatThrownBy(() -> Journal.open(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another process")
                    .hasMessageNotContaining("\n");
            assertThat(open.journal.status().isBehind()).isFalse();
        }
        new Open(path).close();
    }

    @Test
    void journalThatCannotBe_isRefusedWithAdvice() throws IOException {
        assertThatThrownBy(() -> Journal.open(folder.resolve("none").resolve("j")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("folder does not exist");
        Files.writeString(path, "something else");
        assertThatThrownBy(() -> Journal.open(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no journal of this version");
        Files.delete(path);
        new Open(path).close();
    }

    @Test
    void journal_isReadableByItsOwnerAlone() throws IOException {
        new Open(path).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
    }

    @Test
    void restoring_tellsHowFarItIs() throws IOException {
        threeContacts();
        List<Long> done = new ArrayList<>();
        try (Journal journal = Journal.open(path)) {
            journal.restore(new Desk(LocationPolicy.USUAL).table, NOW, (at, total) -> done.add(total - at));
        }
        assertThat(done).isSortedAccordingTo((a, b) -> Long.compare(b, a)).endsWith(0L);
    }

    @Test
    void killedProcess_losesNothingThatWasOnTheDisk() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JournalVictim.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int safe = 0;
        try (BufferedReader lines = child.inputReader(StandardCharsets.US_ASCII)) {
            while (safe < 2_000) {
                safe = Integer.parseInt(String.valueOf(lines.readLine()));
            }
            child.destroyForcibly().waitFor();
        } finally {
            child.destroyForcibly();
        }
        try (Open open = new Open(path)) {
            assertThat(open.restored.damaged()).isZero();
            Set<String> there = devices(open);
            for (int i = 0; i < safe; i++) {
                assertThat(there).contains(number(i).digits());
            }
        }
    }
}
