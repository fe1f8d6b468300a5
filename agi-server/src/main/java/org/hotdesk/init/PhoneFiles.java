package org.hotdesk.init;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotdesk.dialplan.device.Account;
import org.hotdesk.dialplan.device.AccountSecret;
import org.hotdesk.dialplan.device.ChanDahdiConf;
import org.hotdesk.dialplan.device.IaxConf;
import org.hotdesk.dialplan.device.PhoneSettings;
import org.hotdesk.dialplan.device.PjsipConf;
import org.hotdesk.dialplan.device.SipConf;
import org.hotdesk.dialplan.system.AsteriskPatches;
import org.hotdesk.dialplan.system.VoicemailBox;
import org.hotdesk.dialplan.system.VoicemailConf;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.MailboxAddress;
import org.hotdesk.model.Person;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.hotdesk.store.Store;
import org.hotdesk.voicemail.SpoolPasswords;
import org.hotdesk.voicemail.SpoolPasswords.Dialled;

/**
 * The files below {@code hotdesk/} that follow the store: the phones of each technology, and the mailboxes. Written whole
 * whenever one changes, and only then. Thread-safe.
 */
public final class PhoneFiles {
    private final Path asteriskFolder;
    private final Path folder;
    private final PhoneSettings settings;
    private final Store store;
    private final Optional<SpoolPasswords> passwords;
    private final Map<DeviceNumber, Account> accounts = new HashMap<>();

    /**
     * Writes nothing yet.
     *
     * @param asteriskFolder where Asterisk's own configuration is
     * @param passwords those that Asterisk holds for the boxes in our file; empty where it has the boxes from elsewhere, and
     *     our file none
     */
    public PhoneFiles(Path asteriskFolder, PhoneSettings settings, Store store, Optional<SpoolPasswords> passwords) {
        this.asteriskFolder = asteriskFolder;
        this.folder = asteriskFolder.resolve(AsteriskPatches.FOLDER);
        this.settings = settings;
        this.store = store;
        this.passwords = passwords;
    }

    /** What keeps the files from being written; empty when nothing does. */
    public Optional<String> fault() {
        if (!Files.isDirectory(folder)) {
            return Optional.of(
                    "there is no folder " + folder + ", so Asterisk knows none of our phones; run 'hotdesk init'");
        }
        return Files.isWritable(folder)
                ? HiddenFiles.in(asteriskFolder).stream().findFirst()
                : Optional.of("folder " + folder + " is not writable, so Asterisk does not learn of changed phones");
    }

    /** Looks at every device and mailbox anew and writes what is not so already. */
    public Set<String> writeAll() {
        synchronized (accounts) {
            accounts.clear();
        }
        return write(List.of());
    }

    /**
     * Looks anew at these devices and at the mailboxes, and writes what is not so already.
     *
     * @return the modules of Asterisk that must read their configuration again, such as {@code res_pjsip.so}
     */
    public Set<String> write(Collection<DeviceNumber> changed) {
        Set<String> modules = new TreeSet<>();
        synchronized (accounts) {
            changed.forEach(accounts::remove);
            List<Account> all = accounts();
            replacePjsip(PjsipConf.text(all, settings), modules);
            if (wanted("sip.conf", Technology.SIP, all)) {
                replace("sip.conf", SipConf.text(all, settings), "chan_sip.so", modules);
            }
            if (wanted("iax.conf", Technology.IAX2, all)) {
                replace("iax.conf", IaxConf.text(all, settings), "chan_iax2.so", modules);
            }
            if (wanted("chan_dahdi.conf", Technology.DAHDI, all)) {
                replace("chan_dahdi.conf", ChanDahdiConf.text(all), "chan_dahdi.so", modules);
            }
            replaceBoxes(modules);
        }
        return modules;
    }

    /** Whether owners have changed passwords by phone that the store does not have yet. Reads the disk. */
    public boolean isPasswordDialled() {
        return passwords.filter(SpoolPasswords::isAnyThere).isPresent();
    }

    /** Asterisk knows what was dialled at its phones, and reads everything anew for any other change. */
    private void replaceBoxes(Set<String> modules) {
        List<Dialled> dialled = passwords.map(SpoolPasswords::takeOver).orElse(List.of());
        Map<MailboxAddress, String> before = new HashMap<>();
        dialled.stream()
                .filter(Dialled::taken)
                .forEach(each -> before.put(each.box(), each.before().orElse("")));
        String bytes = WholeFile.bytesOf(VoicemailConf.boxes(boxes(Map.of())));
        Optional<String> found = WholeFile.read(folder.resolve("voicemail.conf"));
        if (found.filter(bytes::equals).isEmpty()) {
            WholeFile.replace(folder.resolve("voicemail.conf"), bytes, WholeFile.CLOSED);
            String known = WholeFile.bytesOf(VoicemailConf.boxes(boxes(before)));
            if (found.filter(known::equals).isEmpty()) {
                modules.add("app_voicemail.so");
            }
        }
        if (!dialled.stream().allMatch(Dialled::taken)) {
            modules.add("app_voicemail.so");
        }
        passwords.ifPresent(spool -> spool.forget(dialled));
    }

    private List<Account> accounts() {
        List<Account> all = new ArrayList<>();
        for (Device device : store.floor().devices()) {
            Account known = accounts.get(device.number());
            if (known == null || !known.device().equals(device)) {
                known = new Account(
                        device, store.secrets().sipSecret(device.number()).map(AccountSecret.Clear::new));
                accounts.put(device.number(), known);
            }
            all.add(known);
        }
        accounts.keySet().removeIf(number -> store.floor().device(number).isEmpty());
        return all;
    }

    /** @param others passwords that shall stand there instead of the store's */
    private List<VoicemailBox> boxes(Map<MailboxAddress, String> others) {
        if (passwords.isEmpty()) {
            return List.of();
        }
        Map<Token, Person> people =
                store.directory().people().stream().collect(Collectors.toMap(Person::uid, Function.identity()));
        return store.directory().mailboxes().stream()
                .map(mailbox -> new VoicemailBox(
                        mailbox,
                        Optional.ofNullable(others.get(mailbox.address()))
                                .or(() -> store.secrets().mailboxPassword(mailbox.address()))
                                .orElse(""),
                        mailbox.person().map(people::get)))
                .toList();
    }

    private boolean wanted(String file, Technology technology, List<Account> all) {
        return Files.exists(folder.resolve(file))
                || all.stream().anyMatch(account -> account.device().technology() == technology);
    }

    /**
     * Asterisk res/res_pjsip_mwi.c watches the mailboxes of a phone that registers there when it does, but those of one
     * with a contact in the file when it itself is loaded, and then tells every phone anew.
     */
    private void replacePjsip(String text, Set<String> modules) {
        List<String> before = WholeFile.read(folder.resolve("pjsip.conf"))
                .map(PhoneFiles::contacts)
                .orElse(List.of());
        replace("pjsip.conf", text, "res_pjsip.so", modules);
        if (!contacts(text).equals(before)) {
            modules.add("res_pjsip_mwi.so"); // sorted behind the other, and so reloaded after it
        }
    }

    private static List<String> contacts(String text) {
        return text.lines().filter(line -> line.startsWith("contact = ")).toList();
    }

    private void replace(String name, String text, String module, Set<String> modules) {
        Path file = folder.resolve(name);
        String bytes = WholeFile.bytesOf(text);
        if (WholeFile.read(file).filter(bytes::equals).isEmpty()) {
            WholeFile.replace(file, bytes, WholeFile.CLOSED);
            modules.add(module);
        }
    }
}
