//! The three operations of the Petstore, by both clients.

use petstore::pets::{ListPetsOperation, ShowPetByIdOperation};
use petstore::types::Pet;
use petstore::{Client, Error, blocking};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let base_url = std::env::args().nth(1).expect("a base URL");
    let client = Client::builder(&base_url).build()?;
    let list = ListPetsOperation::new().limit(100);
    let pets = client.pets().list_pets(list.clone()).await?;
    client
        .pets()
        .create_pets(Pet::new(7, "Rex").tag("dog"))
        .await?;
    let pet = client
        .pets()
        .show_pet_by_id(ShowPetByIdOperation::new("7/../8?x"))
        .await?;

    // More than 100 are refused, so Prism looks at what it gets.
    let too_many = ListPetsOperation::new().limit(101);
    let error = client
        .pets()
        .list_pets(too_many)
        .await
        .expect_err("it is refused");
    assert!(error.is_refused(), "{error}");

    let client = blocking::Client::builder(&base_url).build()?;
    assert_eq!(client.pets().list_pets(list).send()?, pets);
    client.pets().create_pets(Pet::new(7, "Rex")).send()?;
    assert_eq!(
        client
            .pets()
            .show_pet_by_id(ShowPetByIdOperation::new("7"))
            .send()?,
        pet
    );
    println!("7 calls, {} pets", pets.len());
    Ok(())
}
