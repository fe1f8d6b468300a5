package org.hotdesk.sip.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures the edge beside Kamailio and against limits. Prints {@code figure <name> <value> <bound> ok|short}; exits 1 when
 * one falls short. Arguments: a folder to work in, then names of figures.
 */
public final class BenchMain {
    private final Bench bench;
    private final List<String> wanted;
    private boolean enough = true;

    private BenchMain(Bench bench, List<String> wanted) {
        this.bench = bench;
        this.wanted = wanted;
    }

    public static void main(String[] arguments) throws IOException {
        Bench bench = Bench.open(Path.of(arguments[0]), Integer.getInteger("bench.accounts", 100_000));
        BenchMain main = new BenchMain(bench, List.of(arguments).subList(1, arguments.length));
        main.registrations();
        main.calls();
        main.scale();
        main.badMessages();
        main.flood();
        System.exit(main.enough ? 0 : 1);
    }

    private void registrations() throws IOException {
        if (wants("registration-cpu") || wants("registration-rate")) {
            RegistrationFigures figures = new RegistrationFigures(bench);
            figures.measure();
            enough &= !wants("registration-cpu") || figures.cpu();
            enough &= !wants("registration-rate") || figures.rate();
        }
    }

    private void calls() throws IOException {
        if (wants("call-cpu")) {
            CallFigures figures = new CallFigures(bench);
            figures.measure();
            enough &= figures.cpu();
        }
    }

    private void scale() throws IOException {
        if (wants("contact-heap") || wants("restore") || wants("registration-scale")) {
            ScaleFigures figures = new ScaleFigures(bench);
            figures.measure();
            enough &= !wants("contact-heap") || figures.heap();
            enough &= !wants("restore") || figures.restore();
            enough &= !wants("registration-scale") || figures.scale();
        }
    }

    private void badMessages() throws IOException {
        if (wants("bad-message")) {
            BadMessageFigures figures = new BadMessageFigures(bench);
            figures.measure();
            enough &= figures.cpu();
        }
    }

    private void flood() throws IOException {
        if (wants("flood")) {
            FloodFigures figures = new FloodFigures(bench, Integer.getInteger("bench.flood-seconds", 60));
            figures.measure();
            enough &= figures.share();
        }
    }

    private boolean wants(String figure) {
        return wanted.contains(figure);
    }
}
