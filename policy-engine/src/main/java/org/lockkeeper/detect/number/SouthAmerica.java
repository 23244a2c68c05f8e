package org.lockkeeper.detect.number;

import static org.lockkeeper.detect.number.CheckDigits.at;
import static org.lockkeeper.detect.number.CheckDigits.ends;
import static org.lockkeeper.detect.number.CheckDigits.luhn;
import static org.lockkeeper.detect.number.CheckDigits.number;
import static org.lockkeeper.detect.number.CheckDigits.sum;
import static org.lockkeeper.detect.number.CheckDigits.sumFrom;
import static org.lockkeeper.detect.number.NumberFormat.format;

import java.util.List;

/** Argentina, Brazil, Chile, Colombia, Ecuador, Peru, Uruguay, Venezuela. */
final class SouthAmerica {

  static final List<NumberFormat> FORMATS =
      List.of(
          format(
              "ar-cuit",
              "CUIT, CUIL",
              "AFIP; Ley 20.594; modulus 11",
              "!99-99999999-9|99999999999|99 99999999 9",
              SouthAmerica::cuit),
          format(
              "ar-cbu",
              "clave bancaria uniforme",
              "BCRA Comunicación A 2622",
              "9999999999999999999999|99999999 99999999999999",
              SouthAmerica::cbu),
          format(
              "br-cpf",
              "CPF",
              "Receita Federal, IN RFB 1548/2015; modulus 11",
              "!999.999.999-99|99999999999|999 999 999 99|999999999-99",
              n -> !CheckDigits.uniform(n) && brazilian(n, 9, 11) && brazilian(n, 10, 12)),
          format(
              "br-cnpj",
              "CNPJ",
              "Receita Federal, IN RFB 2119/2022; modulus 11",
              "!99.999.999/9999-99|99999999999999|99999999/9999-99",
              n -> number(n, 0, 8) != 0 && brazilian(n, 12, 9) && brazilian(n, 13, 9)),
          format(
              "br-pis",
              "PIS, PASEP, NIT",
              "Caixa Econômica Federal; modulus 11",
              "999.99999.99-9|99999999999",
              n ->
                  !CheckDigits.uniform(n)
                      && ends(n, zeroFromTen(sum(n, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)))),
          format(
              "br-cns",
              "Cartão Nacional de Saúde",
              "DATASUS; modulus 11",
              "999999999999999|999 9999 9999 9999",
              n ->
                  "12789".indexOf(n.charAt(0)) >= 0
                      && sum(n, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
          format(
              "cl-rut",
              "RUT, RUN",
              "Servicio de Impuestos Internos; modulus 11",
              "!99.999.999-X|!9.999.999-X|99999999-X|9999999-X|99999999X",
              SouthAmerica::rut),
          format(
              "co-nit",
              "NIT",
              "DIAN, Orden Administrativa 4/1989; modulus 11",
              "999.999.999-9|999999999-9|9999999999",
              n -> {
                int rest = sum(n, 41, 37, 29, 23, 19, 17, 13, 7, 3) % 11;
                return "89".indexOf(n.charAt(0)) >= 0 && ends(n, rest < 2 ? rest : 11 - rest);
              }),
          format(
              "ec-cedula",
              "cédula de identidad",
              "Registro Civil; ISO/IEC 7812-1",
              "9999999999|999999999-9",
              SouthAmerica::ecuadorian),
          format(
              "ec-ruc",
              "RUC of persons",
              "Servicio de Rentas Internas",
              "9999999999999",
              n -> ecuadorian(n.substring(0, 10)) && number(n, 10, 13) > 0),
          format(
              "pe-ruc",
              "RUC",
              "SUNAT; modulus 11",
              "99999999999",
              n ->
                  List.of("10", "15", "17", "20").contains(n.substring(0, 2))
                      && ends(n, (11 - sum(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 10)),
          format(
              "pe-dni",
              "DNI with its check char",
              "RENIEC; modulus 11",
              "99999999-X|99999999X",
              n -> {
                int rest = sum(n, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
                char last = n.charAt(8);
                return last == "65432110987".charAt(rest) || last == "KJIHGFEDCBA".charAt(rest);
              }),
          format(
              "uy-cedula",
              "cédula de identidad",
              "Dirección Nacional de Identificación Civil; modulus 10",
              "!9.999.999-9|9999999-9",
              n ->
                  number(n, 0, 7) != 0 && ends(n, Math.floorMod(-sum(n, 2, 9, 8, 7, 6, 3, 4), 10))),
          format(
              "uy-rut",
              "RUT",
              "Dirección General Impositiva; modulus 11",
              "999999999999|99-999999-999-9",
              n ->
                  Dates.two(n, 0) >= 1
                      && Dates.two(n, 0) <= 22
                      && number(n, 2, 8) != 0
                      && n.startsWith("001", 8)
                      && ends(n, Math.floorMod(-sum(n, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), 11))),
          format(
              "ve-rif",
              "RIF",
              "SENIAT; modulus 11",
              "!A-99999999-9|A999999999|!A-999999999",
              SouthAmerica::rif));

  private SouthAmerica() {}

  /** Eleven less the remainder, ten and eleven being 0. */
  private static int zeroFromTen(int sum) {
    int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  }

  private static boolean cuit(String n) {
    int check = 11 - sum(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return List.of("20", "23", "24", "27", "30", "33", "34", "50", "51", "55")
            .contains(n.substring(0, 2))
        && ends(n, check == 10 ? 9 : check % 11);
  }

  private static boolean cbu(String n) {
    int bank = sum(n, 7, 1, 3, 9, 7, 1, 3);
    int account = sumFrom(n, 8, 3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3);
    return number(n, 0, 3) != 0
        && at(n, 7) == (10 - bank % 10) % 10
        && at(n, 21) == (10 - account % 10) % 10;
  }

  /** The check digit at a place, its weights 2, 3 … from the right, from 2 again after the most. */
  private static boolean brazilian(String n, int place, int most) {
    int sum = 0;
    for (int each = 0; each < place; each++) {
      sum += at(n, each) * ((place - 1 - each) % (most - 1) + 2);
    }
    return at(n, place) == zeroFromTen(sum);
  }

  private static boolean rut(String n) {
    int sum = 0;
    for (int place = 0; place < n.length() - 1; place++) {
      sum += at(n, place) * ((n.length() - 2 - place) % 6 + 2);
    }
    return number(n, 0, n.length() - 1) >= 1_000_000
        && "0123456789K".charAt((11 - sum % 11) % 11) == n.charAt(n.length() - 1);
  }

  private static boolean ecuadorian(String n) {
    int province = Dates.two(n, 0);
    return (province >= 1 && province <= 24 || province == 30 || province == 50)
        && n.charAt(2) <= '6'
        && luhn(n);
  }

  private static boolean rif(String n) {
    int kind = "V E J PG C".indexOf(n.charAt(0));
    int[] values = {4, 0, 8, 0, 12, 0, 16, 20, 0, 12};
    if (kind < 0) {
      return false;
    }
    int rest = (values[kind] + sumFrom(n, 1, 3, 2, 7, 6, 5, 4, 3, 2)) % 11;
    return ends(n, rest < 2 ? 0 : 11 - rest);
  }
}
