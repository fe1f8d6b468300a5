package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.demo.Phone;
import org.hotdesk.demo.PhoneCall;
import org.hotdesk.demo.PrivateAsterisk;
import org.hotdesk.store.StoreOnFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LabExtension.class)
class FrozenCompanionIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration FREED_WITHIN = Duration.ofSeconds(5);
    private static final int FIRST = 2001;
    private static final int PHONES = 10;

    /** A companion that dies while it talks to a caller keeps that caller no longer than 5 s, wherever it was. */
    @Test
    void callerInsideALogin_isFreedWithinFiveSeconds_atWhicheverCommandItFroze(Lab lab, @TempDir Path folder)
            throws IOException {
        List<String> devices = IntStream.range(FIRST, FIRST + PHONES)
                .mapToObj(Integer::toString)
                .toList();
        var relays = new ArrayList<FreezingRelay>();
        // 2001 freezes before its first command, 2002 after it, and so on through prompt, keys and pauses.
        LoginLab desk = LoginLab.start(
                lab, folder, devices.stream().map(StoreOnFile::device).toList(), List.of(), server -> {
                    relays.add(lab.add(
                            FreezingRelay.before(server.address(), device -> Integer.parseInt(device) - FIRST)));
                    return relays.get(0).port();
                });
        PrivateAsterisk asterisk = desk.asterisk();
        List<Phone> phones =
                devices.stream().map(device -> lab.phone(asterisk, device)).toList();
        long mark = asterisk.console().mark();

        List<PhoneCall> calls = phones.stream().map(phone -> phone.dial("*11")).toList();

        assertThat(calls).allMatch(call -> call.await(PhoneCall.State.CLOSED, SOON));
        String console = asterisk.console().since(mark);
        for (String device : devices) {
            Instant frozen = relays.get(0).lastSignOfLife(device).orElseThrow();
            assertThat(Duration.between(frozen, toldSo(console, device)))
                    .as("device %s, frozen after %d commands", device, Integer.parseInt(device) - FIRST)
                    .isLessThan(FREED_WITHIN);
        }
    }

    private static Instant toldSo(String console, String device) {
        Matcher line = Pattern.compile("\\[([0-9-]+ [0-9:.]+)\\].*<PJSIP/" + device + "-[^>]*> Playing 'im-sorry")
                .matcher(console);
        assertThat(line.find())
                .as("device %s was told that this is not available now", device)
                .isTrue();
        return LocalDateTime.parse(line.group(1).replace(' ', 'T'))
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }
}
