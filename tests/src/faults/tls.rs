//! Certificates for servers on this machine, made when they are needed.

use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
    SanType, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

/// A certificate for `localhost`, and the authority that signed it.
#[derive(Debug)]
pub struct Certificate {
    authority: String,
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

impl Certificate {
    /// A certificate that is valid, for whoever trusts the authority.
    pub fn valid() -> Self {
        Self::new(|_| {})
    }

    /// A certificate that was valid for a day of the year 2020.
    pub fn expired() -> Self {
        Self::new(|params| {
            params.not_before = date_time_ymd(2020, 1, 1);
            params.not_after = date_time_ymd(2020, 1, 2);
        })
    }

    /// A certificate that is valid, and not for `localhost`.
    pub fn of_another() -> Self {
        Self::new(|params| {
            let name = "elsewhere.example".try_into().expect("it is a name");
            params.subject_alt_names = vec![SanType::DnsName(name)];
        })
    }

    fn new(change: impl FnOnce(&mut CertificateParams)) -> Self {
        let mut params = CertificateParams::new([]).expect("no name is no wrong name");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        // Whoever has the name of its issuer is taken for self-signed.
        let name = &mut params.distinguished_name;
        name.push(DnType::CommonName, "Authority of the tests");
        let authority = CertifiedIssuer::self_signed(params, new_key());
        let authority = authority.expect("an authority signs itself");

        let names = ["localhost".to_owned()];
        let mut params = CertificateParams::new(names).expect("`localhost` is a name");
        change(&mut params);
        let key = new_key();
        let certificate = params.signed_by(&key, &authority);
        Self {
            authority: authority.pem(),
            certificate: certificate.expect("an authority signs").der().clone(),
            key: key.serialize_der(),
        }
    }

    /// Returns the certificate of the authority, in PEM.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    pub(super) fn server_config(&self) -> Arc<ServerConfig> {
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(self.key.clone()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the provider knows the versions")
            .with_no_client_auth()
            .with_single_cert(vec![self.certificate.clone()], key)
            .expect("the key belongs to the certificate");
        Arc::new(config)
    }
}

fn new_key() -> KeyPair {
    KeyPair::generate().expect("keys can be made")
}
