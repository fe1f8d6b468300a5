package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotdesk.store.StoreOnFile.device;
import static org.hotdesk.store.StoreOnFile.user;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hotdesk.agi.protocol.LogLines;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.model.UserNumber;
import org.hotdesk.store.PinVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PIN that was asked for appears nowhere, however much Asterisk is told to say: not on its console, in its logs, CDRs,
 * CELs or manager events, nor in our own log. A SIP trace, {@code agi set debug} and whatever names single keys (the log
 * channel and the event class {@code dtmf}) are left out: they are there to show just that.
 */
@ExtendWith(LabExtension.class)
class PinPrivacyIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PIN = "864297";
    private static final String NEW_PIN = "731958";
    private static final String WRONG = "905172";
    private static final String EVENTS =
            "system,call,log,verbose,agent,user,config,reporting,cdr,dialplan,agi,cc,aoc,security";
    private static final Map<String, String> TALKATIVE = Map.of(
            "logger.conf",
            """
            [general]
            dateformat=%F %T.%3q
            [logfiles]
            console.log => notice,warning,error,verbose(10)
            full.log => notice,warning,error,verbose(10),debug,security
            """,
            "cdr.conf",
            "[general]\nenable=yes\nunanswered=yes\n[csv]\nusegmtime=yes\nloguniqueid=yes\nloguserfield=yes\n",
            "cel.conf",
            "[general]\nenable=yes\napps=all\nevents=ALL\n[manager]\nenabled=yes\n",
            "cdr_manager.conf",
            "[general]\nenabled=yes\n",
            "manager.d/watch.conf",
            "[watch]\nsecret=watching-all\nread=" + EVENTS + "\nwrite=command,system\n");

    @Test
    void pinAskedByPrompt_appearsNowhere(Lab parts, @TempDir Path folder) throws Exception {
        try (LogLines ours = LogLines.of("")) {
            LoginLab lab = LoginLab.start(parts, folder, List.of(device("2001")), List.of(user("201", "Ann")));
            var ann = new UserNumber("201");
            lab.store().pins().set(ann, PIN.toCharArray());
            PrivateAsterisk asterisk = lab.asterisk();
            TALKATIVE.forEach(asterisk::write);
            Path logs = asterisk.configFolder().resolveSibling("log");
            Files.createDirectories(logs.resolve("cdr-csv"));
            asterisk.restart();
            for (String module : List.of("cdr_csv", "cdr_manager", "cel_manager")) {
                asterisk.cli("module load " + module + ".so");
            }
            asterisk.cli("core set verbose 10");
            asterisk.cli("core set debug 10");
            String events;
            try (Socket manager = watching(asterisk)) {
                Phone phone = parts.phone(asterisk, "2001");
                long mark = asterisk.console().mark();
                PhoneCall change = phone.dial("*14");
                mark = press(asterisk, change, mark, "agent-newlocation", "201#");
                mark = press(asterisk, change, mark, "agent-pass", WRONG + "#");
                mark = press(asterisk, change, mark, "agent-newlocation", "201#");
                mark = press(asterisk, change, mark, "agent-pass", PIN + "#");
                mark = press(asterisk, change, mark, "vm-newpassword", NEW_PIN + "#");
                press(asterisk, change, mark, "vm-reenterpassword", NEW_PIN + "#");
                assertThat(change.await(PhoneCall.State.CLOSED, SOON)).isTrue();
                mark = asterisk.console().mark();
                PhoneCall login = phone.dial("*11201");
                press(asterisk, login, mark, "agent-pass", NEW_PIN + "#");
                assertThat(login.await(PhoneCall.State.CLOSED, SOON)).isTrue();
                LoginLab.pause(1_000);
                events = received(manager);
            }
            assertThat(lab.store().pins().check(ann, NEW_PIN.toCharArray())).isEqualTo(PinVerdict.RIGHT);

            Map<String, String> said = filesBelow(logs);
            said.put("manager events", events);
            said.put("our own log", String.join("\n", ours.texts()));
            assertThat(said.keySet()).contains("full.log", "console.log", "Master.csv");
            assertThat(said.get("full.log")).contains("DEBUG", "VERBOSE");
            assertThat(events).contains("Event: CEL", "Event: Cdr", "Event: Newexten", "Event: AGIExecEnd");
            said.forEach((where, text) -> assertThat(text).as(where).doesNotContain(PIN, NEW_PIN, WRONG));
        }
    }

    private static long press(PrivateAsterisk asterisk, PhoneCall call, long mark, String prompt, String keys) {
        assertThat(asterisk.console().await(mark, Pattern.compile("Playing '" + prompt + "[.']"), SOON))
                .as("%s is played", prompt)
                .isPresent();
        long played = asterisk.console().mark();
        LoginLab.pause(700);
        call.press(keys);
        return played;
    }

    private static Socket watching(PrivateAsterisk asterisk) throws IOException {
        var socket = new Socket(
                asterisk.ami().address().getAddress(), asterisk.ami().address().getPort());
        socket.getOutputStream()
                .write("Action: Login\r\nUsername: watch\r\nSecret: watching-all\r\nEvents: on\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String received(Socket manager) throws IOException {
        manager.getOutputStream().write("Action: Logoff\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        manager.setSoTimeout((int) SOON.toMillis());
        try (InputStream in = manager.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> filesBelow(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }
}
