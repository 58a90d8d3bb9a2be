//! The types of the crate by the names that the facts have for them.

use std::any::Any;
use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Error, Value};

/// A value of one of the crate's types.
pub(crate) trait Decoded: Debug {
    /// Returns what the value serialises to.
    fn encode(&self) -> Value;

    /// Returns true when the other value has the same type and is equal.
    fn equals(&self, other: &dyn Decoded) -> bool;

    /// Returns the value for a look at its type.
    fn as_any(&self) -> &dyn Any;
}

impl<T: Debug + PartialEq + Serialize + 'static> Decoded for T {
    fn encode(&self) -> Value {
        serde_json::to_value(self).expect("a value of the crate serialises")
    }

    fn equals(&self, other: &dyn Decoded) -> bool {
        other.as_any().downcast_ref::<T>() == Some(self)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// A type of the crate.
pub(crate) struct Entry {
    /// The name that the facts have for the type, such as `otp.sms.SendParams`.
    pub(crate) name: String,
    /// Makes the crate's own example of the type, if it has one.
    pub(crate) example: Option<fn() -> Box<dyn Decoded>>,
    decode: fn(&str) -> Result<Box<dyn Decoded>, Error>,
    refusals: fn(&str) -> Vec<Option<Error>>,
}

impl Entry {
    fn new<T>(path: &str, example: Option<fn() -> Box<dyn Decoded>>) -> Self
    where
        T: Debug + PartialEq + Serialize + DeserializeOwned + 'static,
    {
        Self {
            name: path.replace(' ', "").replace("::", "."),
            example,
            decode: |json| Ok(Box::new(serde_json::from_str::<T>(json)?)),
            refusals: |json| {
                let value = serde_json::from_str::<Value>(json).ok();
                let from_value = value.map(|value| serde_json::from_value::<T>(value).err());
                let from_text = [
                    serde_json::from_str::<T>(json).err(),
                    serde_json::from_slice::<T>(json.as_bytes()).err(),
                    serde_json::from_reader::<_, T>(json.as_bytes()).err(),
                ];
                from_text.into_iter().chain(from_value).collect()
            },
        }
    }

    /// Decodes a body that has to be good.
    pub(crate) fn decode(&self, body: &Value) -> Box<dyn Decoded> {
        (self.decode)(&body.to_string())
            .unwrap_or_else(|error| panic!("{} from {body}: {error}", self.name))
    }

    /// Returns the error of decoding a body that has to be refused, for each of the ways that
    /// serde_json has.
    pub(crate) fn refusals(&self, json: &str) -> Vec<Error> {
        let refused = (self.refusals)(json).into_iter().map(|error| {
            error.unwrap_or_else(|| panic!("{} is to refuse this, and takes it: {json}", self.name))
        });
        refused.collect()
    }
}

/// Returns the entry of the type with the given name.
pub(crate) fn entry(name: &str) -> Entry {
    all()
        .into_iter()
        .find(|entry| entry.name == name)
        .unwrap_or_else(|| panic!("tests/tests/support/registry.rs has no entry for {name}"))
}

macro_rules! entries {
    (
        sent { $($($sent:ident)::+,)* }
        received { $($($received:ident)::+,)* }
        enums { $($($enum:ident)::+,)* }
    ) => {
        vec![
            $(Entry::new::<stytch_otp::$($sent)::+>(stringify!($($sent)::+), None),)*
            $(Entry::new::<stytch_otp::$($received)::+>(
                stringify!($($received)::+),
                Some(|| Box::new(stytch_otp::$($received)::+::example())),
            ),)*
            $(Entry::new::<stytch_otp::$($enum)::+>(stringify!($($enum)::+), None),)*
        ]
    };
}

/// Returns every type that the facts have.
pub(crate) fn all() -> Vec<Entry> {
    entries! {
        sent {
            magiclinks::Options,
            otp::AuthenticateParams,
            otp::email::LoginOrCreateParams,
            otp::email::SendParams,
            otp::sms::LoginOrCreateParams,
            otp::sms::SendParams,
            otp::whatsapp::LoginOrCreateParams,
            otp::whatsapp::SendParams,
        }
        received {
            attribute::Attributes,
            devicehistory::DeviceAttributeDetails,
            devicehistory::DeviceInfo,
            error::ErrorResponse,
            otp::AuthenticateResponse,
            otp::email::LoginOrCreateResponse,
            otp::email::SendResponse,
            otp::sms::LoginOrCreateResponse,
            otp::sms::SendResponse,
            otp::whatsapp::LoginOrCreateResponse,
            otp::whatsapp::SendResponse,
            sessions::AmazonOAuthFactor,
            sessions::AppleOAuthFactor,
            sessions::AuthenticationFactor,
            sessions::AuthenticatorAppFactor,
            sessions::BiometricFactor,
            sessions::BitbucketOAuthFactor,
            sessions::CoinbaseOAuthFactor,
            sessions::CryptoWalletFactor,
            sessions::DiscordOAuthFactor,
            sessions::EmailFactor,
            sessions::EmbeddableMagicLinkFactor,
            sessions::FacebookOAuthFactor,
            sessions::FigmaOAuthFactor,
            sessions::GitLabOAuthFactor,
            sessions::GithubOAuthExchangeFactor,
            sessions::GithubOAuthFactor,
            sessions::GoogleOAuthExchangeFactor,
            sessions::GoogleOAuthFactor,
            sessions::HubspotOAuthExchangeFactor,
            sessions::HubspotOAuthFactor,
            sessions::ImpersonatedFactor,
            sessions::InstagramOAuthFactor,
            sessions::LinkedInOAuthFactor,
            sessions::MicrosoftOAuthFactor,
            sessions::OAuthAccessTokenExchangeFactor,
            sessions::OIDCSSOFactor,
            sessions::PhoneNumberFactor,
            sessions::RecoveryCodeFactor,
            sessions::SAMLSSOFactor,
            sessions::SalesforceOAuthFactor,
            sessions::Session,
            sessions::ShopifyOAuthFactor,
            sessions::SlackOAuthExchangeFactor,
            sessions::SlackOAuthFactor,
            sessions::SnapchatOAuthFactor,
            sessions::SpotifyOAuthFactor,
            sessions::SteamOAuthFactor,
            sessions::TikTokOAuthFactor,
            sessions::TrustedAuthTokenFactor,
            sessions::TwitchOAuthFactor,
            sessions::TwitterOAuthFactor,
            sessions::WebAuthnFactor,
            sessions::YahooOAuthFactor,
            users::BiometricRegistration,
            users::CryptoWallet,
            users::Email,
            users::Name,
            users::OAuthProvider,
            users::Password,
            users::PhoneNumber,
            users::TOTP,
            users::User,
            users::WebAuthnRegistration,
        }
        enums {
            error::ErrorType,
            otp::email::LoginOrCreateRequestLocale,
            otp::email::SendRequestLocale,
            otp::sms::LoginOrCreateRequestLocale,
            otp::sms::SendRequestLocale,
            otp::whatsapp::LoginOrCreateRequestLocale,
            otp::whatsapp::SendRequestLocale,
            sessions::AuthenticationFactorDeliveryMethod,
            sessions::AuthenticationFactorType,
        }
    }
}
