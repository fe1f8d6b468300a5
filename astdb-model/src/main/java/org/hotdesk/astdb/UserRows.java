package org.hotdesk.astdb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.CallFeatures;
import org.hotdesk.model.CallerId;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.NoAnswer;
import org.hotdesk.model.Recording;
import org.hotdesk.model.Token;
import org.hotdesk.model.UserNumber;

/** Users from the rows of family AMPUSER and of the adopted families. */
final class UserRows {
    private static final Set<String> WITHOUT_VOICEMAIL = Set.of(Projection.NO_VOICEMAIL, "disabled");

    private final Collection<ImportNote> notes;

    UserRows(Collection<ImportNote> notes) {
        this.notes = notes;
    }

    List<AmpUser> read(Map<String, Map<String, String>> users, Map<String, Map<String, String>> switched) {
        List<AmpUser> read = new ArrayList<>();
        users.forEach((digits, rows) -> {
            var words = new Words("/AMPUSER/" + digits + "/", rows, notes);
            Optional<UserNumber> number = UserNumber.parse(digits);
            if (number.isEmpty()) {
                notes.add(new ImportNote("/AMPUSER/" + digits, "dropped, not a user's number"));
            } else if (words.text("cidname").isEmpty() && words.text("cidnum").isEmpty()) {
                notes.add(new ImportNote("/AMPUSER/" + digits, "dropped, a user without cidname and cidnum is none"));
            } else {
                read.add(user(number.get(), words, features(digits, switched)));
            }
        });
        Set<String> known = read.stream().map(user -> user.number().digits()).collect(Collectors.toSet());
        switched.forEach((digits, rows) -> {
            if (!known.contains(digits)) {
                rows.keySet()
                        .forEach(family -> notes.add(
                                new ImportNote("/" + family + "/" + digits, "dropped, there is no such user")));
            }
        });
        return List.copyOf(read);
    }

    private AmpUser user(UserNumber number, Words words, CallFeatures features) {
        DisplayName name = words.name("cidname").orElseGet(() -> {
            words.note("cidname", "missing, the number taken instead");
            return new DisplayName(number.digits());
        });
        return AmpUser.builder(number, name)
                .cidnum(words.read("cidnum", UserNumber::parse).filter(shown -> !shown.equals(number)))
                .outboundcid(words.read("outboundcid", CallerId::parse))
                .ringtimer(words.read("ringtimer", UserRows::seconds).orElse(0))
                .noAnswer(words.read("noanswer", NoAnswer::parse))
                .mailbox(mailbox(number, words))
                .recording(recording(words))
                .context(words.read("context", Token::parse))
                .language(words.read("language", Token::parse))
                .accountcode(words.read("accountcode", Token::parse))
                .dialOptions(words.read(
                        "dialopts", text -> AmpUser.isDialOptions(text) ? Optional.of(text) : Optional.empty()))
                .features(features)
                .build();
    }

    private static Optional<MailboxAddress> mailbox(UserNumber number, Words words) {
        Optional<String> context = words.text("voicemail").filter(text -> !WITHOUT_VOICEMAIL.contains(text));
        if (context.isEmpty()) {
            return Optional.empty();
        }
        String box = words.text("mailbox").orElse(number.digits());
        Optional<MailboxAddress> address = MailboxAddress.parse(box + "@" + context.get());
        if (address.isEmpty()) {
            words.note("voicemail", "dropped, no mailbox");
        }
        return address;
    }

    private static Recording recording(Words words) {
        return new Recording(
                rule(words, "in/internal"),
                rule(words, "in/external"),
                rule(words, "out/internal"),
                rule(words, "out/external"));
    }

    private static Recording.Rule rule(Words words, String which) {
        return words.read("recording/" + which, Recording.Rule::parse).orElse(Recording.Rule.DONTCARE);
    }

    private CallFeatures features(String digits, Map<String, Map<String, String>> switched) {
        Map<String, String> rows = switched.getOrDefault(digits, Map.of());
        String waiting = rows.getOrDefault("CW", "").strip();
        if (!waiting.isEmpty() && !waiting.equals("ENABLED")) {
            notes.add(new ImportNote("/CW/" + digits, "dropped, call waiting is ENABLED or absent"));
        }
        return new CallFeatures(
                forward("CF", digits, rows),
                forward("CFB", digits, rows),
                forward("CFU", digits, rows),
                !rows.getOrDefault("DND", "").isBlank(),
                waiting.equals("ENABLED"));
    }

    private Optional<String> forward(String family, String digits, Map<String, String> rows) {
        return Optional.of(rows.getOrDefault(family, "").strip())
                .filter(CallFeatures::isTarget)
                .or(() -> {
                    if (!rows.getOrDefault(family, "").isBlank()) {
                        notes.add(new ImportNote("/" + family + "/" + digits, "dropped, nothing a phone can dial"));
                    }
                    return Optional.empty();
                });
    }

    private static Optional<Integer> seconds(String text) {
        boolean valid = text.matches("[0-9]{1,4}") && Integer.parseInt(text) <= AmpUser.RINGTIMER_MAX;
        return valid ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
