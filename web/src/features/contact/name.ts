/** As people know each other: by name, else by number or WhatsApp's user id. */
export const nameOf = ({ name, phone, bsuid }: { name?: string; phone?: string; bsuid?: string }): string => name ?? phone ?? bsuid ?? '–'
