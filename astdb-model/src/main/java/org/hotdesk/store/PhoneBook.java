package org.hotdesk.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hotdesk.model.Person;
import org.hotdesk.model.Token;
import org.hotdesk.phone.MacAddress;
import org.hotdesk.phone.ModelName;
import org.hotdesk.phone.Phone;
import org.hotdesk.phone.PhoneModel;
import org.hotdesk.rules.Admission;
import org.jdbi.v3.core.Handle;

/**
 * Hard phones, what is on them, and their models, as the administrator sees them. They are read from the database and held
 * by no snapshot. Every change is stored whole or not at all; putting what is there already changes nothing. More lines than
 * the model has are kept: it is the file for such a phone that cannot be built. Thread-safe.
 */
public final class PhoneBook {
    /** Up to so many phones, those in the database are looked up one by one. */
    private static final int FEW = 20;

    private final Database database;
    private final Commits commits;
    private final KeyRing ring;

    PhoneBook(Database database, Commits commits, KeyRing ring) {
        this.database = database;
        this.commits = commits;
        this.ring = ring;
    }

    /** All phones by address, in three statements. Reads the database. */
    public List<Phone> all() {
        return database.read(PhoneTable::all);
    }

    /** One phone; empty when there is none of this address. Reads the database. */
    public Optional<Phone> one(MacAddress mac) {
        return database.read(handle -> PhoneTable.one(handle, mac));
    }

    /** Adds a phone or replaces it; its secret stays. */
    public PutOutcome put(Phone phone) {
        return putAll(List.of(phone));
    }

    /** All of them in one transaction. */
    public PutOutcome putAll(List<Phone> phones) {
        return commits.write((draft, handle) -> put(draft, handle, phones));
    }

    /** Changes a phone that exists; the function sees what is stored, so of two changes at once none is lost. */
    public PutOutcome change(MacAddress mac, UnaryOperator<Phone> change) {
        return commits.write((draft, handle) -> PhoneTable.one(handle, mac)
                .map(phone -> put(draft, handle, List.of(change.apply(phone))))
                .orElseGet(() -> rejected(noPhone(mac))));
    }

    /** Removes a phone with its lines, settings and secret; the devices stay. */
    public PutOutcome remove(MacAddress mac) {
        return commits.write((draft, handle) -> {
            if (PhoneTable.one(handle, mac).isEmpty()) {
                return rejected(noPhone(mac));
            }
            PhoneTable.delete(handle, mac);
            draft.changes().phone(mac);
            return PutOutcome.Stored::new;
        });
    }

    /** Gives the phone the secret it fetches its configuration with; valid ones see {@link Secrets#isSipSecret}. */
    public PutOutcome setSecret(MacAddress mac, char[] secret) {
        String text = new String(secret);
        if (!Secrets.isSipSecret(text)) {
            return new PutOutcome.Rejected(List.of("phone " + mac
                    + ": secret must have 1 to 64 letters, digits or ! # $ % & ( ) * + , . / : = ? @ ^ _ { | } ~ -"));
        }
        String sealed = ring.seal(text, owner(mac));
        return commits.write((draft, handle) -> {
            if (PhoneTable.one(handle, mac).isEmpty()) {
                return rejected(noPhone(mac));
            }
            PhoneTable.putSecret(handle, mac, sealed, draft.now());
            draft.changes().phone(mac);
            return PutOutcome.Stored::new;
        });
    }

    /** The secret in clear; empty when the phone has none, or there is no such phone. Reads the database. */
    public Optional<String> secret(MacAddress mac) {
        return database.read(handle -> PhoneTable.secret(handle, mac)).map(held -> ring.open(held, owner(mac)));
    }

    /** All models by name. Reads the database. */
    public List<PhoneModel> models() {
        return database.read(PhoneTable::models);
    }

    /** Adds a model or changes how many lines it has. */
    public PutOutcome putModel(PhoneModel model) {
        return putModels(List.of(model), true);
    }

    /** Adds those of the models whose names are not there yet, and leaves the others as they are. */
    public PutOutcome addMissingModels(List<PhoneModel> models) {
        return putModels(models, false);
    }

    /** Removes a model; refused while a phone is of it. */
    public PutOutcome removeModel(ModelName name) {
        return commits.write((draft, handle) -> {
            if (PhoneTable.models(handle).stream()
                    .noneMatch(model -> model.name().equals(name))) {
                return rejected("model " + name + ": there is no such model");
            }
            List<String> phones = texts(PhoneTable.with(handle, name));
            if (!phones.isEmpty()) {
                return rejected("model " + name + ": is the model of phone " + Admission.some(phones)
                        + "; give these another first");
            }
            PhoneTable.deleteModel(handle, name);
            draft.changes().model(name);
            return PutOutcome.Stored::new;
        });
    }

    private PutOutcome putModels(List<PhoneModel> models, boolean replace) {
        return commits.write((draft, handle) -> {
            Map<ModelName, PhoneModel> known =
                    PhoneTable.models(handle).stream().collect(Collectors.toMap(PhoneModel::name, Function.identity()));
            List<PhoneModel> made = models.stream()
                    .filter(model -> !known.containsKey(model.name()))
                    .toList();
            List<PhoneModel> changed = models.stream()
                    .filter(model -> replace && known.containsKey(model.name()))
                    .filter(model -> !model.equals(known.get(model.name())))
                    .toList();
            PhoneTable.insertModels(handle, made);
            PhoneTable.updateModels(handle, changed);
            made.forEach(model -> draft.changes().model(model.name()));
            changed.forEach(model -> draft.changes().model(model.name()));
            return PutOutcome.Stored::new;
        });
    }

    private static LongFunction<PutOutcome> put(Draft draft, Handle handle, List<Phone> phones) {
        List<String> reasons = admit(draft, handle, phones);
        return reasons.isEmpty() ? PutOutcome.Stored::new : seq -> new PutOutcome.Rejected(reasons);
    }

    /**
     * Puts them into the draft, which writes them after its devices; where something is not right, leaves it as it was and
     * says why. People and models must be in their tables already, devices in the draft.
     */
    static List<String> admit(Draft draft, Handle handle, List<Phone> phones) {
        Map<MacAddress, Phone> stored = stored(handle, phones);
        List<Phone> made = new ArrayList<>();
        List<Phone> changed = new ArrayList<>();
        Set<MacAddress> seen = new HashSet<>();
        List<String> reasons = new ArrayList<>();
        Known known = Known.read(handle, phones.size() > FEW);
        for (Phone phone : phones) {
            if (!seen.add(phone.mac())) {
                reasons.add("phone " + phone.mac() + ": is there twice");
            }
            reasons.addAll(known.missing(draft, phone));
            if (!stored.containsKey(phone.mac())) {
                made.add(phone);
            } else if (!phone.equals(stored.get(phone.mac()))) {
                changed.add(phone);
            }
        }
        if (reasons.isEmpty() && made.size() + changed.size() > 0) {
            made.forEach(phone -> draft.changes().phone(phone.mac()));
            changed.forEach(phone -> draft.changes().phone(phone.mac()));
            draft.afterwards(after -> {
                PhoneTable.insert(after, made, draft.now());
                PhoneTable.update(after, changed, draft.now());
            });
        }
        return List.copyOf(reasons);
    }

    private static Map<MacAddress, Phone> stored(Handle handle, List<Phone> phones) {
        Map<MacAddress, Phone> stored = new HashMap<>();
        if (phones.size() > FEW) {
            PhoneTable.all(handle).forEach(phone -> stored.put(phone.mac(), phone));
        } else {
            phones.forEach(phone -> PhoneTable.one(handle, phone.mac()).ifPresent(old -> stored.put(old.mac(), old)));
        }
        return stored;
    }

    private static String noPhone(MacAddress mac) {
        return "phone " + mac + ": there is no such phone";
    }

    private static String owner(MacAddress mac) {
        return "phone/" + mac + "/secret";
    }

    static List<String> texts(List<MacAddress> macs) {
        return macs.stream().map(MacAddress::text).toList();
    }

    private static LongFunction<PutOutcome> rejected(String reason) {
        return seq -> new PutOutcome.Rejected(List.of(reason));
    }

    /** What phones may refer to, beside devices. */
    private record Known(Set<ModelName> models, Function<Token, Boolean> person) {
        static Known read(Handle handle, boolean many) {
            Set<ModelName> models =
                    PhoneTable.models(handle).stream().map(PhoneModel::name).collect(Collectors.toSet());
            if (!many) {
                return new Known(models, uid -> PersonTable.exists(handle, uid));
            }
            Set<Token> people =
                    PersonTable.all(handle).stream().map(Person::uid).collect(Collectors.toSet());
            return new Known(models, people::contains);
        }

        List<String> missing(Draft draft, Phone phone) {
            List<String> reasons = new ArrayList<>();
            if (!models.contains(phone.model())) {
                reasons.add("phone " + phone.mac() + ": there is no phone model " + phone.model()
                        + "; 'hotdesk phone models' lists them");
            }
            phone.person()
                    .filter(uid -> !person.apply(uid))
                    .ifPresent(uid -> reasons.add(
                            "phone " + phone.mac() + ": person must be a person's uid; there is no " + uid));
            phone.lines().stream()
                    .filter(line -> draft.floor().device(line.device()).isEmpty())
                    .forEach(line -> reasons.add("phone " + phone.mac() + ": line " + line.ordering()
                            + " must be a device; there is no device " + line.device()));
            return reasons;
        }
    }
}
