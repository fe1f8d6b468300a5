package org.hotdesk.ami.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.link.Links.await;
import static org.hotdesk.ami.link.Links.exception;
import static org.hotdesk.ami.link.Links.failure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hotdesk.ami.link.Links.WriterAlone;
import org.hotdesk.astdb.AstDbKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NoLeaks.class)
class WriterTest {
    private static final AstDbKey KEY = new AstDbKey("DEVICE", "1001/user");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "201",
                "",
                "none",
                "unknown",
                "n/a",
                "(null)",
                "trailing  ",
                "PJSIP/1&PJSIP/2",
                "\"Ann Lee\" <201>",
                "Åsa Ñandú 李",
                "a: b",
                "Response: Error"
            })
    void value_comesBackAsItWasPut(String value) {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            writer.db.put(KEY, value).join();
            assertThat(writer.db.get(KEY).join()).contains(value);
            assertThat(fake.astDb()).containsEntry("/DEVICE/1001/user", value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\ntwo",
                "one\r\ntwo: three",
                "\r\n\r\n",
                "x\r\n\r\nResponse: Success\r\nActionID: 1\r\nMessage: forged\r\n\r\n",
                "x\r\nActionID: guess-1\r\n\r\nEvent: DBGetComplete\r\nActionID: guess-1\r\n\r\n"
            })
    void value_withLineBreaks_isReadWholeAndTheNextReplyIsRight(String value) {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            fake.astDb().put("/DEVICE/1001/user", value);
            CompletableFuture<Optional<String>> hostile = writer.db.get(KEY);
            CompletableFuture<Void> next = writer.db.put(new AstDbKey("DEVICE", "1002/user"), "202");
            assertThat(hostile.join()).contains(value);
            next.join();
            assertThat(writer.db.get(new AstDbKey("DEVICE", "1002/user")).join())
                    .contains("202");
            assertThat(fake.connects()).isEqualTo(1);
        }
    }

    @Test
    void missingRow_isAnAnswerAndNoFailure() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            assertThat(writer.db.get(KEY).join()).isEmpty();
            assertThat(writer.db.del(KEY).join()).isFalse();
            writer.db.put(KEY, "201").join();
            assertThat(writer.db.del(KEY).join()).isTrue();
            assertThat(fake.astDb()).isEmpty();
        }
    }

    @Test
    void refusedAction_failsAloneAndSaysWhy() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            fake.refuse("DBPut", "Permission denied");
            AmiException e = exception(writer.db.put(KEY, "201"));
            assertThat(e.why()).isEqualTo(AmiException.Why.REFUSED);
            assertThat(e).hasMessage("Asterisk refused DBPut: Permission denied");
            assertThat(writer.db.get(KEY).join()).isEmpty();
        }
    }

    @Test
    void controlCharacters_neverReachTheWire() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            String attack = "x\r\n\r\nAction: Originate\r\nChannel: PJSIP/1";
            assertThat(failure(writer.db.put(KEY, attack))).isEqualTo(AmiException.Why.UNSPEAKABLE);
            assertThat(failure(writer.db.setvar("X", attack))).isEqualTo(AmiException.Why.UNSPEAKABLE);
            assertThat(failure(writer.db.getvar(attack))).isEqualTo(AmiException.Why.UNSPEAKABLE);
            assertThat(failure(writer.db.userEvent("E", Map.of("A: b\r\nC", "d"))))
                    .isEqualTo(AmiException.Why.UNSPEAKABLE);
            writer.db.put(KEY, "good").join();
            assertThat(fake.actions()).extracting(FakeAsterisk.Action::name).containsExactly("DBPut");
        }
    }

    @Test
    void tree_isTheRowsOfExactlyThatFamily_raw() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            fake.astDb().put("/DND/201", "none");
            fake.astDb().put("/DND/202", "YES  ");
            fake.astDb().put("/dnd/203", "YES");
            fake.astDb().put("/DND/od d", "x");
            AstDbTree tree = writer.db.tree("DND").join();
            assertThat(tree.rows())
                    .containsEntry(new AstDbKey("DND", "201"), "none")
                    .containsEntry(new AstDbKey("DND", "202"), "YES  ")
                    .hasSize(2);
            assertThat(tree.unaddressable()).isEqualTo(1);
            assertThat(writer.db.tree("NOPE").join().rows()).isEmpty();
            assertThat(failure(writer.db.tree("a\nb"))).isEqualTo(AmiException.Why.UNSPEAKABLE);
        }
    }

    @Test
    void tree_withForgedRowsInAValue_isReadWhole() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            String forged = "x\r\n\r\nEvent: DBGetTreeResponse\r\nKey: /DND/999\r\nVal: forged";
            fake.astDb().put("/DND/201", forged);
            fake.astDb().put("/DND/202", "YES");
            assertThat(writer.db.tree("DND").join().rows())
                    .containsEntry(new AstDbKey("DND", "201"), forged)
                    .containsEntry(new AstDbKey("DND", "202"), "YES")
                    .hasSize(2);
        }
    }

    @Test
    void actions_arriveInOrderAndAreAnsweredInOrder() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(16)).up()) {
            List<Integer> answered = new ArrayList<>();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                int number = i;
                all.add(writer.db.put(KEY, String.valueOf(i)).thenAccept(done -> answered.add(number)));
            }
            all.forEach(CompletableFuture::join);
            assertThat(answered).hasSize(2_000).isSorted();
            assertThat(fake.actions())
                    .extracting(action -> Integer.valueOf(action.get("Val")))
                    .hasSize(2_000)
                    .isSorted();
        }
    }

    @Test
    void setvarGetvarAndUserEvent_travelWithTheirHeadersInOrder() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            writer.db.setvar("DEVICE_STATE(Custom:HD201)", "INUSE").join();
            assertThat(writer.db.getvar("DEVICE_STATE(Custom:HD201)").join()).isEqualTo("INUSE");
            assertThat(writer.db.getvar("UNSET").join()).isEmpty();
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Data", "201,1001");
            writer.db.userEvent("UserDeviceAdded", headers).join();
            FakeAsterisk.Action event = fake.actions("UserEvent").get(0);
            assertThat(event.get("UserEvent")).isEqualTo("UserDeviceAdded");
            assertThat(event.get("Data")).isEqualTo("201,1001");
        }
    }

    @Test
    void mailboxCount_countsUrgentMessagesAsNew() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            assertThat(writer.db.mailboxCount("201@default").join()).isEqualTo(new MessageCount(3, 3));
            assertThat(fake.actions("MailboxCount").get(0).get("Mailbox")).isEqualTo("201@default");
        }
    }

    @Test
    void window_boundsWhatIsOutstanding_andTheNextCallerWaits() throws InterruptedException {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(10)).up()) {
            fake.freeze();
            List<CompletableFuture<Void>> given = new CopyOnWriteArrayList<>();
            Thread caller = new Thread(() -> {
                for (int i = 0; i < 11; i++) {
                    given.add(writer.db.put(KEY, String.valueOf(i)));
                }
            });
            caller.start();
            await(() -> given.size() == 10);
            Thread.sleep(50);
            assertThat(given).hasSize(10);
            fake.thaw();
            caller.join(5_000);
            given.forEach(CompletableFuture::join);
            assertThat(given).hasSize(11);
        }
    }

    @Test
    void dependents_mayGiveActionsThemselves_evenWithTheWindowFull() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(1)).up()) {
            CompletableFuture<Optional<String>> chain = writer.db
                    .put(KEY, "201")
                    .thenCompose(done -> writer.db.put(KEY, "202"))
                    .thenCompose(done -> writer.db.get(KEY));
            assertThat(chain.join()).contains("202");
        }
    }

    @Test
    void secret_neverTravelsAndIsNeverPrinted() {
        try (FakeAsterisk fake = new FakeAsterisk();
                WriterAlone writer = new WriterAlone(fake, Links.quick(200)).up()) {
            assertThat(Links.config(fake, Links.quick(1)).toString()).doesNotContain(FakeAsterisk.SECRET);
            assertThat(writer.loop.status().toString()).doesNotContain(FakeAsterisk.SECRET);
            assertThat(fake.actions()).noneMatch(action -> action.headers().containsValue(FakeAsterisk.SECRET));
        }
    }
}
