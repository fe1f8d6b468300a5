package org.hotdesk.agi.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(LabExtension.class)
class SoundsIT {
    private static final int GSM_BYTES_A_SECOND = 1_650;

    private Path sounds = Path.of("");

    @BeforeEach
    void find(Lab lab) {
        sounds = lab.installation().englishSounds();
    }

    @ParameterizedTest
    @EnumSource
    void ending_isSaidWithCoreSounds(Ending ending) {
        for (String file : ending.say(Optional.of(new UserNumber("0123456789"))).split("&", -1)) {
            assertThat(sounds.resolve(file + ".gsm")).isRegularFile();
        }
    }

    @ParameterizedTest
    @EnumSource
    void prompt_isACoreSoundAndEndsBeforeAFrozenCallIsTakenBack(Prompt prompt) throws IOException {
        Path file = sounds.resolve(prompt.file() + ".gsm");
        assertThat(file).isRegularFile();
        assertThat(Files.size(file) * 1_000 / GSM_BYTES_A_SECOND).isLessThan(Prompt.LONGEST.toMillis());
    }

    @Test
    void endings_soundDifferent() {
        assertThat(Ending.values())
                .extracting(ending -> ending.say(Optional.empty()))
                .doesNotHaveDuplicates();
    }
}
