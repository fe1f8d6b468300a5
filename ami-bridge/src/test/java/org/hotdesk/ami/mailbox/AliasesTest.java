package org.hotdesk.ami.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.ami.Bridged.ANN;
import static org.hotdesk.ami.Bridged.D;
import static org.hotdesk.ami.Bridged.E;
import static org.hotdesk.ami.Bridged.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hotdesk.ami.Bridged;
import org.hotdesk.ami.link.NoLeaks;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Voicemail aliases in a file, and the reloads that go with them. */
@ExtendWith(NoLeaks.class)
class AliasesTest {
    @TempDir
    Path folder;

    private Bridged bridged;
    private Path file;

    @BeforeEach
    void open() {
        file = folder.resolve("aliases.conf");
        bridged = new Bridged(folder).with(new MailboxMode.Aliases(file));
        bridged.put(
                List.of(),
                List.of(StoreOnFile.user("201", "Ann")
                        .with()
                        .mailbox(MailboxAddress.parse("201@default"))
                        .build()));
        bridged.live();
        eventually(() -> reloads() >= 1);
    }

    @AfterEach
    void close() {
        bridged.close();
    }

    @Test
    void login_writesTheAliasAndReloads_logoffTakesItAway() throws IOException {
        int before = reloads();
        bridged.loginMirrored(D, ANN);
        bridged.loginMirrored(E, ANN);
        eventually(() -> lines().equals(List.of("2001@device => 201@default", "2002@device => 201@default")));
        eventually(() -> reloads() >= before + 1);

        bridged.logoffMirrored(E);

        eventually(() -> lines().equals(List.of("2001@device => 201@default")));
        eventually(() -> bridged.asterisk.actions("VoicemailRefresh").stream()
                .anyMatch(action -> action.get("Mailbox").equals("2002")));
        assertThat(folder.resolve("aliases.conf.new")).doesNotExist();
    }

    @Test
    void loginOfAUserWithoutMailbox_reloadsNothing() {
        bridged.put(List.of(), List.of(StoreOnFile.user("401", "Cat")));
        int before = reloads();

        bridged.loginMirrored(D, StoreOnFile.user("401", "Cat").number());

        assertThat(reloads()).isEqualTo(before);
    }

    @Test
    void text_isTheSameForTheSameAliases() throws IOException {
        var aliases = Map.of(
                new DeviceNumber("2002"),
                        new MailboxAddress("201", StoreOnFile.device("1").context()),
                new DeviceNumber("10"),
                        new MailboxAddress("202", StoreOnFile.device("1").context()));

        assertThat(AliasFile.text(aliases))
                .endsWith("\n10@device => 202@from-internal\n2002@device => 201@from-internal\n");
        new AliasFile(file).write(aliases);
        assertThat(new AliasFile(file).read()).isEqualTo(aliases);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith(";"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private int reloads() {
        return bridged.asterisk.actions("ModuleLoad").size();
    }
}
