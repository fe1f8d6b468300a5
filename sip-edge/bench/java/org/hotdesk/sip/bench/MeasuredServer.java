package org.hotdesk.sip.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own on the first core, so that its CPU time is its own. */
abstract class MeasuredServer implements AutoCloseable {
    /** Linux counts process times in these, whatever the machine (USER_HZ). */
    private static final double MICROS_A_TICK = 1e6 / 100;

    private final Process process;
    private final BufferedReader out;

    MeasuredServer(List<String> command, ProcessBuilder.Redirect errors) throws IOException {
        List<String> pinned = new ArrayList<>();
        if (Boolean.getBoolean("bench.pinned")) {
            pinned.addAll(List.of("taskset", "-c", "0"));
        }
        pinned.addAll(command);
        process = new ProcessBuilder(pinned).redirectError(errors).start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Where phones send to. */
    abstract InetSocketAddress address();

    abstract String name();

    /** CPU time used so far by it and its children, in user and system, in microseconds. */
    double cpuMicros() throws IOException {
        return cpu().total();
    }

    Cpu cpu() throws IOException {
        Cpu all = new Cpu(0, 0);
        for (long pid : pids()) {
            all = all.plus(cpu(pid));
        }
        return all;
    }

    /** Memory of it and its children in bytes; what they share is counted once. */
    long residentBytes() throws IOException {
        long kilobytes = 0;
        for (long pid : pids()) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
                kilobytes += line.startsWith("Pss:") ? Long.parseLong(line.replaceAll("\\D", "")) : 0;
            }
        }
        return kilobytes * 1_024;
    }

    private List<Long> pids() {
        try (Stream<ProcessHandle> children = process.descendants()) {
            return Stream.concat(Stream.of(process.toHandle()), children)
                    .map(ProcessHandle::pid)
                    .toList();
        }
    }

    private static Cpu cpu(long pid) throws IOException {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // proc(5): fields 14 and 15, counted after the program's name, which may hold blanks itself.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return new Cpu(Long.parseLong(fields[11]) * MICROS_A_TICK, Long.parseLong(fields[12]) * MICROS_A_TICK);
        } catch (NoSuchFileException ended) {
            return new Cpu(0, 0);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The words of the next line that begins with that one; waits for it. What a JVM says of itself is passed over. */
    String[] hear(String word) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(word + " ")) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException(name() + " has ended");
        }
        return line.split(" ", -1);
    }

    /** Says a line to it. */
    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** kill -9. */
    void kill() throws IOException {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        await();
    }

    private void await() throws IOException {
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        out.close();
    }
}
