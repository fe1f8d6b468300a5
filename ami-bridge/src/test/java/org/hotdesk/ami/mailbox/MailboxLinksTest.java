package org.hotdesk.ami.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.Bridged.ANN;
import static org.hotdesk.ami.Bridged.BOB;
import static org.hotdesk.ami.Bridged.D;
import static org.hotdesk.ami.Bridged.E;
import static org.hotdesk.ami.Bridged.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotdesk.ami.Bridged;
import org.hotdesk.ami.link.NoLeaks;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Symbolic links in a spool folder, and the refreshes that go with them. */
@ExtendWith(NoLeaks.class)
class MailboxLinksTest {
    @TempDir
    Path folder;

    private Bridged bridged;
    private Path spool;
    private Path links;

    @BeforeEach
    void open() throws IOException {
        spool = Files.createDirectory(folder.resolve("voicemail"));
        links = spool.resolve("device");
        bridged = new Bridged(folder).with(new MailboxMode.Symlinks(spool));
        bridged.put(List.of(), List.of(withBox("201", "201@default"), withBox("301", "777@sales")));
    }

    @AfterEach
    void close() {
        bridged.close();
    }

    @Test
    void start_leadsEveryPhoneAndRefreshesAll() {
        bridged.live();

        awaitLink("2002", "../sales/777");
        assertThat(links.resolve("2001")).doesNotExist();
        assertThat(spool.resolve("sales/777")).isDirectory();
        eventually(() -> refreshes().contains("device/"));
    }

    @Test
    void login_movesTheLinkAndRefreshes_logoffBringsItBack() {
        bridged.live();
        awaitLink("2002", "../sales/777");

        bridged.loginMirrored(E, ANN);
        assertThat(target("2002")).isEqualTo("../default/201");
        eventually(() -> refreshes().contains("device/2002"));

        bridged.logoffMirrored(E);
        assertThat(target("2002")).isEqualTo("../sales/777");

        bridged.loginMirrored(D, ANN);
        assertThat(target("2001")).isEqualTo("../default/201");
        bridged.logoffMirrored(D);
        assertThat(links.resolve("2001")).doesNotExist();
        assertThat(spool.resolve("default/201")).isDirectory();
    }

    @Test
    void userWithoutMailbox_leadsNowhere() {
        bridged.live();
        bridged.put(List.of(), List.of(StoreOnFile.user("401", "Cat")));
        awaitLink("2002", "../sales/777");

        bridged.loginMirrored(E, StoreOnFile.user("401", "Cat").number());

        assertThat(links.resolve("2002")).doesNotExist();
    }

    @Test
    void changedMailbox_movesAllPhonesOfItsUser() {
        bridged.live();
        bridged.loginMirrored(D, ANN);
        bridged.loginMirrored(E, ANN);

        bridged.put(List.of(), List.of(withBox("201", "202@default")));

        awaitLink("2001", "../default/202");
        awaitLink("2002", "../default/202");
    }

    @Test
    void messageInTheRealBox_refreshesThePhonesThatShowIt() {
        bridged.live();
        bridged.loginMirrored(D, ANN);
        bridged.loginMirrored(E, ANN);
        eventually(() -> refreshes().contains("device/2002"));
        int before = refreshes().size();

        bridged.asterisk.messageWaiting("201@default", 1, 0);

        eventually(() -> refreshes().size() == before + 2);
        assertThat(refreshes().subList(before, before + 2)).containsExactlyInAnyOrder("device/2001", "device/2002");
    }

    @Test
    void messageEventOfADummyBoxOrOfNobodys_refreshesNothing() {
        bridged.live();
        bridged.loginMirrored(D, ANN);
        eventually(() -> refreshes().contains("device/2001"));
        int before = refreshes().size();

        bridged.asterisk.messageWaiting("2001@device", 1, 0);
        bridged.asterisk.messageWaiting("555@default", 1, 0);
        bridged.asterisk.messageWaiting("../..@etc", 1, 0);
        bridged.asterisk.messageWaiting("777@sales", 1, 0);

        eventually(() -> refreshes().size() > before);
        assertThat(refreshes().subList(before, refreshes().size())).containsExactly("device/2002");
    }

    @Test
    void whatIsNotOurs_isLeftAloneAndReported() throws IOException {
        Files.createDirectories(links.resolve("2001/INBOX"));
        Files.writeString(links.resolve("2001/INBOX/msg0000.txt"), "a message");
        Files.createSymbolicLink(links.resolve("9999"), Path.of("/nowhere"));
        Files.writeString(links.resolve("readme"), "not yours");
        bridged.live();

        bridged.loginMirrored(D, ANN);

        eventually(() -> bridged.bridge().status().mailboxes().faults().containsKey(D));
        assertThat(links.resolve("2001/INBOX/msg0000.txt")).hasContent("a message");
        assertThat(target("9999")).isEqualTo("/nowhere");
        assertThat(bridged.bridge().status().mailboxes().foreign()).containsExactlyInAnyOrder("2001", "9999", "readme");
        bridged.logoffMirrored(D);
        assertThat(links.resolve("2001")).isDirectory();
    }

    @Test
    void deviceFolderThatIsALink_isNotFollowed() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(links, elsewhere);
        bridged.live();
        bridged.loginMirrored(D, ANN);

        eventually(() -> bridged.bridge().status().mailboxes().faults().containsKey(D));
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void missingSpool_isReported_andHealsWhenItComes() throws IOException {
        Files.delete(spool);
        bridged.live();
        bridged.loginMirrored(D, ANN);
        eventually(() -> !bridged.bridge().status().mailboxes().faults().isEmpty());

        Files.createDirectory(spool);
        bridged.bridge().repair(false);

        awaitLink("2001", "../default/201");
        eventually(() -> bridged.bridge().status().mailboxes().isSound());
    }

    @Test
    void wrongAndOrphanedLinks_areFoundAndRepaired() throws IOException {
        bridged.live();
        bridged.loginMirrored(D, ANN);
        awaitLink("2002", "../sales/777");
        Files.delete(links.resolve("2001"));
        Files.createSymbolicLink(links.resolve("2001"), Path.of("../sales/777"));
        Files.delete(links.resolve("2002"));
        Files.createSymbolicLink(links.resolve("4444"), Path.of("../default/201"));

        assertThat(bridged.bridge().checkMailboxes())
                .extracting(difference -> difference.device().digits())
                .containsExactlyInAnyOrder("2001", "2002", "4444");
        bridged.bridge().repair(false);

        awaitLink("2001", "../default/201");
        awaitLink("2002", "../sales/777");
        eventually(() -> !Files.isSymbolicLink(links.resolve("4444")));
        assertThat(bridged.bridge().checkMailboxes()).isEmpty();
    }

    @Test
    void refreshThatAsteriskDoesNotKnow_isAFaultThatNamesTheCure() {
        bridged.asterisk.refuse("VoicemailRefresh", "Invalid/unknown command: VoicemailRefresh.");
        bridged.live();
        eventually(() -> bridged.bridge().status().mailboxes().refreshFault().isPresent());

        assertThat(bridged.bridge().status().mailboxes().refreshFault().orElseThrow())
                .contains("app_voicemail_odbc")
                .contains("noload");
        bridged.asterisk.refuseNothing();
        bridged.asterisk.fullyBooted();
        eventually(() -> bridged.bridge().status().mailboxes().isSound());
    }

    private void awaitLink(String device, String target) {
        eventually(() -> target(device).equals(target));
    }

    private String target(String device) {
        Path link = links.resolve(device);
        try {
            return Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
        } catch (IOException e) {
            return "";
        }
    }

    private List<String> refreshes() {
        return bridged.asterisk.actions("VoicemailRefresh").stream()
                .map(action -> action.get("Context") + "/" + action.get("Mailbox"))
                .toList();
    }

    private static AmpUser withBox(String number, String box) {
        return StoreOnFile.user(number, "User " + number)
                .with()
                .mailbox(MailboxAddress.parse(box))
                .build();
    }

    /** Bob is the default user of the second phone. */
    @Test
    void defaultUsersMailbox_lightsFromTheStart() {
        bridged.live();

        assertThat(bridged.store.floor().sessionAt(E).map(session -> session.user()))
                .isEqualTo(Optional.of(BOB));
        awaitLink("2002", "../sales/777");
    }
}
