package org.hotdesk.dialplan.system;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hotdesk.dialplan.ConfText;
import org.hotdesk.model.MailboxAddress;

/** The piece of {@code voicemail.conf} with the boxes. */
public final class VoicemailConf {
    private static final Comparator<MailboxAddress> IN_ORDER = Comparator.comparing(
                    (MailboxAddress address) -> address.context().text())
            .thenComparing(address -> address.box().length())
            .thenComparing(MailboxAddress::box);

    private VoicemailConf() {}

    /** The boxes, by context, for a file of its own that {@code voicemail.conf} includes at its end. */
    public static String boxes(Collection<VoicemailBox> boxes) {
        var out = new ConfText("Hotdesk's mailboxes. Written by Hotdesk whenever one changes: edits are lost.");
        Map<String, List<VoicemailBox>> byContext = boxes.stream()
                .collect(Collectors.groupingBy(
                        box -> box.mailbox().address().context().text(), TreeMap::new, Collectors.toList()));
        byContext.forEach((context, list) -> {
            out.section(context);
            list.stream()
                    .sorted(Comparator.comparing(box -> box.mailbox().address(), IN_ORDER))
                    .forEach(box -> out.object(box.mailbox().address().box(), box.definition()));
        });
        return out.text();
    }
}
