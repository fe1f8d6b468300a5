package org.hotdesk.config;

import java.util.ArrayList;
import java.util.List;
import org.hotdesk.store.StoreConfig;

/** Whether what is said of the database goes together. Pure. */
final class StoreChecks {
    private StoreChecks() {}

    /** What does not go together; no message has the URL in it, which may hold a password. */
    static List<Clash> of(ConfigAssembly.Lookup in) {
        List<Clash> clashes = new ArrayList<>();
        String url = in.value(Settings.STORE_URL);
        if (StoreConfig.hasPassword(url)) {
            clashes.add(new Clash(
                    List.of(Settings.STORE_URL),
                    "store.url has a password in it; put it into a file of mode 0600 and name that as"
                            + " store.password-file"));
        }
        for (Setting<Boolean> clear : List.of(Settings.CLEAR_MAILBOX_PASSWORDS, Settings.CLEAR_HA1)) {
            if (in.value(clear) && !StoreConfig.isPostgres(url)) {
                clashes.add(new Clash(
                        List.of(clear),
                        clear.path() + " needs a store on PostgreSQL, see store.url; nobody else can read a store in"
                                + " a file"));
            }
        }
        return clashes;
    }
}
