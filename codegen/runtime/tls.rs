//@ [features]
//@ client = ["dep:rustls", "dep:rustls-platform-verifier", "dep:webpki-root-certs"]
//@ [target.'cfg(not(target_family = "wasm"))'.dependencies]
//@ rustls = { version = "0.23.20", optional = true, default-features = false, features = ["ring", "std", "tls12"] }
//@ rustls-platform-verifier = { version = "0.7", optional = true }
//@ webpki-root-certs = { version = "1.0", optional = true }

//! Whom the client trusts.

use std::sync::Arc;

use rustls::ClientConfig;
use rustls_platform_verifier::Verifier;

/// TLS with the certificates of the system and those of Mozilla: the first for what an organisation
/// adds, the second where there is no system, as in a bare container.
///
/// # Errors
///
/// When the system refuses its own certificates.
pub(crate) fn config() -> Result<ClientConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().cloned();
    let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider))?;
    let builder = ClientConfig::builder_with_provider(provider);
    let builder = builder.with_safe_default_protocol_versions()?;
    let builder = builder
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier));
    Ok(builder.with_no_client_auth())
}
