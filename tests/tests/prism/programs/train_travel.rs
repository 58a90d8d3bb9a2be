//! Every operation of the Train Travel API, with a token.

use std::error::Error;

use train_travel::bookings::{DeleteBookingOperation, GetBookingOperation, GetBookingsOperation};
use train_travel::payments::CreateBookingPaymentOperation;
use train_travel::stations::GetStationsOperation;
use train_travel::trips::GetTripsOperation;
use train_travel::types::{
    BookingPayment, BookingPaymentCurrency, BookingPaymentSourceCardRequest,
    BookingPaymentSourceRequest, BookingRequest,
};
use train_travel::{Client, Credential, blocking};

const BERLIN: &str = "efdbb9d1-02c2-4bc3-afb7-6788d8782b1e";
const PARIS: &str = "b2e783e1-c824-4d63-b37a-d8d698862f1d";
const BOOKING: &str = "1725ff48-ab45-4bb5-9d02-88745177dedb";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let base_url = std::env::args().nth(1).ok_or("a base URL")?;
    let token = || Credential::bearer("a-token");
    let client = Client::builder(&base_url).credential(token()).build()?;

    let stations = GetStationsOperation::new()
        .country("DE")
        .limit(2)
        .search("Berlin");
    let stations = client.stations().get_stations(stations).await?;
    assert_eq!(stations.data[0].id.as_str(), BERLIN);

    let trips = GetTripsOperation::new("2024-02-01T09:00:00+01:00", PARIS, BERLIN).bicycles(true);
    let trips = client.trips().get_trips(trips).await?;
    let trip = trips.data[0].id.clone().ok_or("a trip has an id")?;

    let booking = BookingRequest::new()
        .trip_id(trip)
        .passenger_name("John Doe")
        .has_dog(true);
    client.bookings().create_booking(booking).await?;
    client
        .bookings()
        .get_bookings(GetBookingsOperation::new().page(1))
        .await?;
    client
        .bookings()
        .get_booking(GetBookingOperation::new(BOOKING))
        .await?;

    let card =
        BookingPaymentSourceCardRequest::new("J. Doe", "4242424242424242", "123", 12, 2030, "DE");
    let payment = BookingPayment::new()
        .amount(49.99)
        .currency(BookingPaymentCurrency::Eur)
        .source(BookingPaymentSourceRequest::Card(card));
    let payment = CreateBookingPaymentOperation::new(BOOKING, payment);
    let paid = client.payments().create_booking_payment(payment).await?;
    assert_eq!(paid.amount, Some(49.99));
    client
        .bookings()
        .delete_booking(DeleteBookingOperation::new(BOOKING))
        .await?;

    // Without a token Prism refuses, and says so in the API's own words.
    let nobody = blocking::Client::builder(&base_url).build()?;
    let error = nobody
        .bookings()
        .get_booking(GetBookingOperation::new(BOOKING))
        .send()
        .expect_err("it is refused");
    assert!(error.is_status(401), "{error}");
    let client = blocking::Client::builder(&base_url)
        .credential(token())
        .build()?;
    client
        .bookings()
        .get_booking(GetBookingOperation::new(BOOKING))
        .send()?;
    println!(
        "9 calls, {} stations, {} trips",
        stations.data.len(),
        trips.data.len()
    );
    Ok(())
}
