package org.hotdesk.dialplan.phone;

import com.samskivert.mustache.MustacheException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hotdesk.phone.PhoneSetting;

/** Makes the files of phones. Pure: the same values give the same bytes. Thread-safe. */
public final class PhoneBuilder {
    private final PhoneModels models;
    private final PhoneCodes codes;
    private final Optional<String> ciscoFirmware;

    /** @param ciscoFirmware the image that phones of the Cisco 7940 shall run; empty to leave them theirs */
    public PhoneBuilder(PhoneModels models, PhoneCodes codes, Optional<String> ciscoFirmware) {
        this.models = models;
        this.codes = codes;
        this.ciscoFirmware = ciscoFirmware;
    }

    public PhoneModels models() {
        return models;
    }

    /** The files of one phone, or all that is in the way. */
    public PhoneBuild build(PhoneSheet sheet) {
        Optional<ModelSheet> known = models.model(sheet.model());
        if (known.isEmpty()) {
            return PhoneBuild.refused(List.of(told(
                    sheet, "is a " + sheet.model() + ", of which nothing is known here; see 'hotdesk phone models'")));
        }
        ModelSheet model = known.get();
        KeyPlan plan = KeyPlan.of(sheet, model, codes);
        List<String> problems = new ArrayList<>(plan.problems());
        for (PhoneSetting setting : sheet.settings()) {
            if (!model.settingName().matcher(setting.variable()).matches()) {
                problems.add("has a setting " + setting.variable() + ", which is no name in the files of a "
                        + model.model());
            }
        }
        if (!problems.isEmpty()) {
            return PhoneBuild.refused(
                    problems.stream().map(what -> told(sheet, what)).toList());
        }
        try {
            return PhoneBuild.of(files(sheet, model, plan));
        } catch (IllegalArgumentException unsayable) {
            return PhoneBuild.refused(List.of(told(
                    sheet,
                    "has a name, secret or setting with " + unsayable.getMessage() + ", which a " + model.model()
                            + " cannot read")));
        }
    }

    private List<PhoneFile> files(PhoneSheet sheet, ModelSheet model, KeyPlan plan) {
        var values = new PhoneValues(sheet, model, plan, codes, ciscoFirmware).all();
        List<PhoneFile> files = new ArrayList<>();
        for (ModelSheet.FileSheet file : model.files()) {
            if (file.needs()
                    .map(need -> !Boolean.FALSE.equals(values.get(need)))
                    .orElse(true)) {
                files.add(new PhoneFile(
                        file.name().execute(values),
                        file.format().bytes(rendered(file, values), sheet.mac()),
                        file.shared()));
            }
        }
        return files;
    }

    private static String rendered(ModelSheet.FileSheet file, Object values) {
        try {
            return file.text().execute(values);
        } catch (MustacheException wrapped) {
            if (wrapped.getCause() instanceof IllegalArgumentException unsayable) {
                throw unsayable;
            }
            throw wrapped;
        }
    }

    private static String told(PhoneSheet sheet, String what) {
        return "phone " + sheet.mac() + " " + what;
    }
}
