package org.hotdesk.dialplan.phone;

import java.util.List;

/**
 * What became of one phone: its files, or what is in the way.
 *
 * @param problems one line each, which names the phone; no files when there are any
 */
public record PhoneBuild(List<PhoneFile> files, List<String> problems) {
    public PhoneBuild {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    static PhoneBuild of(List<PhoneFile> files) {
        return new PhoneBuild(files, List.of());
    }

    static PhoneBuild refused(List<String> problems) {
        return new PhoneBuild(List.of(), problems);
    }
}
