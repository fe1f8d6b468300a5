package org.hotdesk.dialplan.device;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hotdesk.model.Device;
import org.hotdesk.model.Technology;

/**
 * A device with what it registers with.
 *
 * @param secret empty where none is needed (DAHDI, custom) or none is set yet; a phone without one is not written, since
 *     Asterisk would take anybody for it
 */
public record Account(Device device, Optional<AccountSecret> secret) {
    /** What a phone must be called in Asterisk's files: other names would change the file's meaning. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

    /** Sections that mean something else in one of the files. */
    private static final Set<String> RESERVED =
            Set.of("general", "global", "system", "authentication", "callnumberlimits");

    /** The accounts of one technology, in the order in which they are written. */
    static List<Account> of(Collection<Account> all, Technology technology) {
        return all.stream()
                .filter(account -> account.device.technology() == technology)
                .sorted(Comparator.comparing((Account account) ->
                                account.device.number().digits().length())
                        .thenComparing(account -> account.device.number().digits()))
                .toList();
    }

    /** The endpoint or peer behind the dial string; empty when that is none that could be ours, such as {@code PJSIP/1@trunk}. */
    Optional<String> name() {
        return Optional.of(device.dial().resource())
                .filter(name -> NAME.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** The caller id by the seed's strict rule, {@code "device" <1001>}: the number is always the device's own. */
    String callerId() {
        return "\"device\" <" + device.number() + ">";
    }

    /** The dummy mailbox which leads to the box of whoever sits there. */
    String mailbox() {
        return device.number() + "@device";
    }

    /** Tells the dialplan which device a channel is of. */
    String variable() {
        return "HD_DEVICE=" + device.number();
    }
}
