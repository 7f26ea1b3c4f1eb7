package io.groundwork.platform.web;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.FacesConverter;
import java.util.Arrays;
import java.util.List;

/** Several names in one field, separated by commas. */
@FacesConverter("io.groundwork.Names")
public class Names implements Converter<List<String>> {

    @Override
    public List<String> getAsObject(FacesContext context, UIComponent component, String typed) {
        return typed == null
                ? List.of()
                : Arrays.stream(typed.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }

    @Override
    public String getAsString(FacesContext context, UIComponent component, List<String> names) {
        return names == null ? "" : String.join(", ", names);
    }
}
