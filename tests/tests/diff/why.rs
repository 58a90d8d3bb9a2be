//! `cargo xtask why`.

use crate::repository::Repository;
use crate::snapshot;

#[test]
fn names_are_explained() {
    let repository = Repository::new();
    repository.edit(
        "schema/openapi.yaml",
        "        id: {type: string}\n",
        "        id: {type: string}\n        notes: {type: array, items: {type: string}}\n        \
         next: {$ref: '#/components/schemas/Sent'}\n        \
         Reply-To: {type: [string, 'null'], x-rust-sensitive: true, x-since: '2'}\n",
    );
    repository.edit(
        "schema/openapi.yaml",
        "      required: [id]\n",
        "      required: [id, by]\n",
    );
    repository.edit(
        "schema/openapi.yaml",
        "  schemas:\n",
        "  schemas:\n    Box: {type: object, properties: {of: {type: object, properties: {wood: {type: string}}}}}\n    \
         LargeBox:\n      allOf:\n        - $ref: '#/components/schemas/Box'\n        \
         - {properties: {of: {type: object, properties: {steel: {type: string}}}}}\n",
    );
    let wanted = [
        "types::Sent",
        "types::LargeBoxOf",
        "Sent::by",
        "Sent::id",
        "Sent::notes",
        "Sent::next",
        "Sent::reply_to",
        "types::Size",
        "types::Size::Small",
        "Parcel::to",
        "SendParcelOperation",
        "SendParcelOperation::body",
    ];
    let arguments: Vec<&str> = ["why"].into_iter().chain(wanted).collect();
    snapshot("why", &repository.does(&arguments));
}

#[test]
fn unknown_names_are_guessed() {
    let repository = Repository::new();
    let said = |item: &str| repository.fails(&["why", item]);
    assert_eq!(
        said("types::Sent::pracel"),
        "error: nothing is called `types::Sent::pracel`\nhelp: did you mean `types::Sent::parcel`?\n"
    );
    assert_eq!(
        said("Parcel::too"),
        "error: nothing is called `Parcel::too`\nhelp: did you mean `types::Parcel::to`?\n"
    );
    assert_eq!(
        said("nonsense"),
        "error: nothing is called `nonsense`\n\
         help: paths are those of the crate, such as `otp::AuthenticateParams::code`\n"
    );
}
