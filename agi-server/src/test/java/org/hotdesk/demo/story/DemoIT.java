package org.hotdesk.demo.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hotdesk.cli.Cli;
import org.hotdesk.cli.Surroundings;
import org.hotdesk.demo.Lab;
import org.hotdesk.demo.LabExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class DemoIT {
    /** The lab is asked for only so that this is skipped, with the reason, where no Asterisk can run. */
    @Test
    void demo_tellsTheWholeStory(Lab lab) {
        var out = new StringWriter();
        var surroundings = new Surroundings(
                new PrintWriter(out, true),
                new PrintWriter(out, true),
                InputStream.nullInputStream(),
                Optional.empty(),
                Optional.empty(),
                Clock.systemUTC());

        int code = new Cli(surroundings, context -> List.of(new DemoCommand(context))).run("demo");

        assertThat(out.toString())
                .contains("Asterisk " + lab.installation().version())
                .contains("All 9 steps went as told");
        assertThat(code).isZero();
    }
}
