package org.wabs.server.template;

/// A place of a template that is filled for each person.
record TemplateSlotView(
        String label,
        Slot.Part part,
        int buttonIndex,
        String variable,
        Slot.Kind kind,
        boolean named) {
    static TemplateSlotView of(Slot slot) {
        return new TemplateSlotView(
                slot.label(),
                slot.part(),
                slot.buttonIndex(),
                slot.variable(),
                slot.kind(),
                slot.named());
    }
}
