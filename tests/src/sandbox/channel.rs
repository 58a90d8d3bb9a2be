//! The ways in which a code is sent.

/// A way to send a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A text message.
    Sms,
    /// A message in WhatsApp.
    Whatsapp,
    /// An email.
    Email,
}

/// What a code is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    PhoneNumber,
    Email,
}

impl Channel {
    /// Returns the channel that a path names.
    pub(super) fn of_path(name: &str) -> Option<Self> {
        let all = [Self::Sms, Self::Whatsapp, Self::Email];
        all.into_iter().find(|it| it.delivery_method() == name)
    }

    /// Returns the name of the channel in paths and in factors.
    pub(super) fn delivery_method(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Whatsapp => "whatsapp",
            Self::Email => "email",
        }
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Sms | Self::Whatsapp => Kind::PhoneNumber,
            Self::Email => Kind::Email,
        }
    }
}

impl Kind {
    /// Returns the member of a request that says where to send a code.
    pub(super) fn member(self) -> &'static str {
        match self {
            Self::PhoneNumber => "phone_number",
            Self::Email => "email",
        }
    }

    /// Returns the member of an answer that identifies the number or address.
    pub(super) fn id_member(self) -> &'static str {
        match self {
            Self::PhoneNumber => "phone_id",
            Self::Email => "email_id",
        }
    }

    /// Returns what identifiers begin with.
    pub(super) fn id_prefix(self) -> &'static str {
        match self {
            Self::PhoneNumber => "phone-number",
            Self::Email => "email",
        }
    }

    /// Returns the destination that no message is sent to, and whose code is `000000`.
    pub(super) fn sandbox_value(self) -> &'static str {
        match self {
            Self::PhoneNumber => "+10000000000",
            Self::Email => "sandbox@stytch.com",
        }
    }
}
