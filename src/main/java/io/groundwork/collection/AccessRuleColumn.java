package io.groundwork.collection;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** A rule as its JSON; null stays null, which is a document without a rule of its own. */
@Converter
class AccessRuleColumn implements AttributeConverter<AccessRule, String> {

    @Override
    public String convertToDatabaseColumn(AccessRule rule) {
        return rule == null ? null : rule.toJson().toString();
    }

    @Override
    public AccessRule convertToEntityAttribute(String json) {
        return json == null ? null : AccessRule.parse(StoredJson.read(json), "access");
    }
}
