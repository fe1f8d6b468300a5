package org.hotdesk.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What can be provisioned in bulk, in the order in which one refers to the other. A column's name is the same in every
 * kind it occurs in, so that one line of a sheet can have a person with their number, box, device and phone.
 */
public enum Kind {
    PEOPLE("person", "", "first_name last_name email pager"),
    MAILBOXES("mailbox", "person", "mailbox_name mailbox_options mailbox_password"),
    USERS(
            "user",
            "person mailbox",
            "cidname cidnum outboundcid ringtimer noanswer recording_in_internal recording_in_external"
                    + " recording_out_internal recording_out_external user_context language accountcode dialopts"
                    + " cf cfb cfu dnd cw pin"),
    DEVICES(
            "device",
            "",
            "tech dial type default_user emergency_cid location device_context description signalling edge sip_secret"),
    ALIASES("alias", "", "alias_user alias_device"),
    PHONES("mac", "person", "model phone_description lines settings");

    private static final Set<String> SECRETS = Set.of("mailbox_password", "pin", "sip_secret");

    private final String key;
    private final String references;
    private final String own;

    Kind(String key, String references, String own) {
        this.key = key;
        this.references = references;
        this.own = own;
    }

    /** The word in JSON, and in a file's name: {@code people}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #word()}; empty for any other text. */
    public static Optional<Kind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(text)).findFirst();
    }

    /** The column that says which one it is. */
    String key() {
        return key;
    }

    /** Whether other kinds have its key as a column too. */
    boolean isReferredTo() {
        return Arrays.stream(values()).anyMatch(other -> words(other.references).contains(key));
    }

    /** The columns that are this kind's alone. */
    List<String> own() {
        return words(own);
    }

    /** All columns it has, the key first. */
    public List<String> columns() {
        List<String> all = new ArrayList<>(List.of(key));
        all.addAll(words(references));
        all.addAll(words(own));
        return List.copyOf(all);
    }

    /** The columns of all kinds, each once. */
    static Set<String> allColumns() {
        Set<String> all = new LinkedHashSet<>();
        Arrays.stream(values()).forEach(kind -> all.addAll(kind.columns()));
        return all;
    }

    /** Whether nobody but its owner should read this column. */
    static boolean isSecret(String column) {
        return SECRETS.contains(column);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
