package org.hotdesk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter drawn = new StringWriter();

    @Test
    void show_drawsHowFar_andCloseWipesItAway() {
        try (var bar = new ProgressBar(new PrintWriter(drawn, true), "rows compared")) {
            bar.show(0, 200);
            bar.show(50, 200);
            bar.show(201, 200);
        }
        assertThat(drawn.toString().split("\r", -1))
                .containsExactly(
                        "",
                        "rows compared [" + " ".repeat(40) + "] 0 % of 200",
                        "rows compared [" + "#".repeat(10) + " ".repeat(30) + "] 25 % of 200",
                        "rows compared [" + "#".repeat(40) + "] 100 % of 200",
                        "\u001b[K");
    }

    @Test
    void unknownWhole_drawsNothing() {
        try (var bar = new ProgressBar(new PrintWriter(drawn, true), "rows compared")) {
            bar.show(0, 0);
        }
        assertThat(drawn.toString()).isEmpty();
    }
}
