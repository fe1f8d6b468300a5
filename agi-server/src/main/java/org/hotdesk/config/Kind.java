package org.hotdesk.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.TomlArray;

/**
 * What the value of a key may be.
 *
 * @param range in words, for messages and the reference
 * @param reader makes the value of what TOML holds; empty when it is not within the range
 */
public record Kind<T>(String range, Function<Object, Optional<T>> reader) {
    private static final Pattern ADDRESS =
            Pattern.compile("([0-9]{1,3}(?:[.][0-9]{1,3}){3}|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
    private static final int PORT_MAX = 65_535;

    /** A whole number. */
    static Kind<Integer> number(int least, int most) {
        return new Kind<>(
                least + " to " + most,
                raw -> raw instanceof Long number && number >= least && number <= most
                        ? Optional.of(number.intValue())
                        : Optional.empty());
    }

    /** A span in whole seconds. */
    static Kind<Duration> seconds(int least, int most) {
        Kind<Integer> number = number(least, most);
        return new Kind<>(number.range() + " seconds", number.reader().andThen(n -> n.map(Duration::ofSeconds)));
    }

    static Kind<Boolean> yesNo() {
        return new Kind<>("true or false", raw -> raw instanceof Boolean yes ? Optional.of(yes) : Optional.empty());
    }

    /** Text that as a whole matches the pattern. */
    static Kind<String> text(String range, String pattern) {
        Pattern valid = Pattern.compile(pattern);
        return parsed(range, text -> valid.matcher(text).matches() ? Optional.of(text) : Optional.empty());
    }

    /** Text that a value class reads. */
    static <T> Kind<T> parsed(String range, Function<String, Optional<T>> parser) {
        return new Kind<>(range, raw -> raw instanceof String text ? parser.apply(text) : Optional.empty());
    }

    /** One of the constants' names in lower case. */
    static <E extends Enum<E>> Kind<E> word(Class<E> words) {
        List<E> constants = List.of(words.getEnumConstants());
        List<String> names = constants.stream().map(Kind::wordOf).toList();
        return parsed(String.join(" or ", names), text -> constants.stream()
                .filter(each -> wordOf(each).equals(text))
                .findFirst());
    }

    /** A file or folder; a relative one is meant from the folder of {@code hotdesk.toml}. */
    static Kind<Path> path() {
        return parsed("a path", text -> {
            try {
                return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
            } catch (InvalidPathException notAPath) {
                return Optional.empty();
            }
        });
    }

    /** An address literal with a port; a name would be looked up, and could lead elsewhere tomorrow. */
    static Kind<InetSocketAddress> address() {
        return parsed("an address with a port, such as 127.0.0.1:4573 or [::1]:4573", Kind::readAddress);
    }

    /** The same, or empty text for none. */
    static Kind<Optional<InetSocketAddress>> addressOrNothing() {
        return orNothing(address());
    }

    /** A file, or empty text for none. */
    static Kind<Optional<Path>> pathOrNothing() {
        return orNothing(path());
    }

    /** The same, or empty text for none. */
    static <T> Kind<Optional<T>> orNothing(Kind<T> kind) {
        return new Kind<>(kind.range() + ", or nothing", raw -> {
            Optional<T> read = kind.reader().apply(raw);
            return raw.equals("") || read.isPresent() ? Optional.of(read) : Optional.empty();
        });
    }

    /** As {@link #address}, but only an address of this machine that no other can reach. */
    static Kind<InetSocketAddress> loopback() {
        return parsed("a loopback address with a port, such as 127.0.0.1:4574", text -> readAddress(text)
                .filter(socket -> socket.getAddress().isLoopbackAddress()));
    }

    /** A list of values of another kind; may be empty. */
    static <T> Kind<List<T>> list(Kind<T> element, int most) {
        return new Kind<>("a list of at most " + most + ", each " + element.range(), raw -> {
            if (!(raw instanceof TomlArray array) || array.size() > most) {
                return Optional.empty();
            }
            List<T> values = new ArrayList<>();
            array.toList().forEach(each -> element.reader().apply(each).ifPresent(values::add));
            return values.size() == array.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
        });
    }

    private static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<InetSocketAddress> readAddress(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(2));
        if (port > PORT_MAX) {
            return Optional.empty();
        }
        try {
            String host = matcher.group(1).replaceAll("[\\[\\]]", "");
            return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }
}
