package org.lockkeeper.detect.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What languages are told by: pronouns, articles, prepositions, conjunctions, auxiliaries and
 * greetings, and the letters few have. Written down from grammar, not counted from texts; loaded
 * when first asked.
 */
final class Profiles {

  /** Scripts in which what people write at work is one language. */
  static final Map<UnicodeScript, String> SCRIPTS =
      new EnumMap<>(
          Map.of(
              UnicodeScript.GREEK, "el",
              UnicodeScript.HANGUL, "ko",
              UnicodeScript.ARABIC, "ar",
              UnicodeScript.HEBREW, "he",
              UnicodeScript.DEVANAGARI, "hi",
              UnicodeScript.THAI, "th",
              UnicodeScript.ARMENIAN, "hy",
              UnicodeScript.GEORGIAN, "ka"));

  static final List<Profile> ALL =
      List.of(
          profile(
              "en",
              "",
              "the a an and or but not is are was were be been am i you he she it we they me him"
                  + " her us them my your his our their this that these those what who which when"
                  + " where why how to of in on at for with from by about into can could will would"
                  + " should shall must may might do does did have has had if then there here so as"
                  + " than just please thanks yes no too very any some all don t s m re ll"),
          profile(
              "de",
              "äöüß",
              "der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ist"
                  + " sind war waren bin bist sein ich du er sie es wir ihr mich mir dich dir uns"
                  + " euch mein dein sein ihre unser dieser diese dieses was wer wie wo wann warum zu"
                  + " zum zur von vom mit bei für auf aus nach vor über unter im am an kann kannst"
                  + " können will wollen soll sollte sollten muss müssen darf hat habe haben hatte"
                  + " wird werden wurde wenn dann da hier so als noch schon auch nur bitte danke ja"
                  + " nein sehr heute morgen wegen wieder"),
          profile(
              "fr",
              "çœêèàù",
              "le la les l un une des du de d et ou mais ne pas est sont était être suis es sommes"
                  + " je j tu il elle on nous vous ils elles me m te t se s mon ma mes ton ta tes son"
                  + " sa ses notre votre leur ce cette ces cela ça que qui quoi quand où pourquoi"
                  + " comment à au aux en dans sur pour avec par sans chez peux peut pouvez veux veut"
                  + " dois doit ai as a avons avez ont si alors ici là plus très bien aussi merci"
                  + " oui non plaît aujourd hui demain encore"),
          profile(
              "es",
              "ñ¿¡",
              "el la los las un una unos unas de del y o pero no es son era ser soy eres somos está"
                  + " están estoy yo tú él ella nosotros ustedes ellos me te se nos mi mis tu tus su"
                  + " sus nuestro este esta esto ese esa eso que qué quién cuándo dónde cómo porque a"
                  + " al en con por para sin sobre puedo puede puedes quiero tengo tiene hay he ha"
                  + " hemos han si sí ya aquí muy más también bien gracias hoy mañana antes otra lo"
                  + " le va"),
          profile(
              "it",
              "",
              "il lo la i gli le un uno una di del della dei delle e ed o ma non è sono era essere"
                  + " sei siamo io tu lui lei noi voi loro mi ti si ci vi mio mia tuo tua suo sua"
                  + " nostro questo questa questi quello che chi cosa quando dove come perché a al"
                  + " alla ai in nel nella con per da dal dalla su sul posso può puoi voglio devo ho"
                  + " ha hai abbiamo hanno se qui già molto più anche bene grazie sì oggi domani"
                  + " prima di così va"),
          profile(
              "pt",
              "ãõ",
              "o a os as um uma uns umas de do da dos das e ou mas não é são era ser sou somos está"
                  + " estão estou eu tu você ele ela nós vocês eles me te se nos lhe meu minha teu seu"
                  + " sua nosso este esta isto isso esse essa que quem quando onde como porque ao à em"
                  + " no na nos nas com por para sem sobre posso pode podes quero tenho tem há vou vai"
                  + " já aqui muito mais também bem obrigado obrigada sim hoje amanhã antes mim disso"),
          profile(
              "nl",
              "",
              "de het een en of maar niet geen is zijn was waren ben bent ik jij je u hij zij ze wij"
                  + " we jullie mij me jou hem haar ons hun mijn jouw onze dit dat deze die wat wie"
                  + " waar wanneer waarom hoe naar van met bij voor op in uit over aan te om kan kun"
                  + " kunt kunnen wil willen moet moeten mag heb hebt heeft hebben had wordt worden"
                  + " als dan hier daar er nog al ook zo zeer alsjeblieft bedankt dank ja nee vandaag"
                  + " morgen weer"),
          profile(
              "pl",
              "ąęłśźżńć",
              "i oraz lub ale nie jest są był była było być jestem jesteś ja ty on ona ono my wy oni"
                  + " mnie mi ciebie ci jego jej go mu nas nam was wam ich im mój twój swój nasz to"
                  + " ten ta te tego tym tej co kto gdzie kiedy dlaczego jak czy do z ze w we na od"
                  + " dla przez przed po pod o u za mogę może możesz chcę musi mam ma masz jeśli"
                  + " tutaj tu tam tak już jeszcze bardzo też się proszę dzięki dziękuję dzisiaj"
                  + " jutro"),
          profile(
              "sv",
              "åäö",
              "och eller men inte är var vara en ett den det de jag du han hon vi ni mig dig honom"
                  + " henne oss er dem min mitt mina din ditt sin sitt vår denna detta som vad vem när"
                  + " var varför hur till från av med för på i om vid ut upp kan kunde vill ska skulle"
                  + " måste får bör borde har hade blir om så här där redan också mycket bara tack ja"
                  + " nej idag imorgon igen att"),
          profile(
              "da",
              "æøå",
              "og eller men ikke er var være en et den det de jeg du han hun vi i mig dig ham hende"
                  + " os jer dem min mit mine din dit sin sit vores denne dette som hvad hvem hvornår"
                  + " hvor hvorfor hvordan til fra af med for på om ved ud op kan kunne vil skal"
                  + " skulle må burde bør har havde bliver hvis så her der allerede også meget bare"
                  + " tak ja nej dag morgen igen at"),
          profile(
              "no",
              "æøå",
              "og eller men ikke er var være en ei et den det de jeg du han hun vi dere meg deg ham"
                  + " henne oss dem min mitt mine din ditt sin sitt vår denne dette som hva hvem når"
                  + " hvor hvorfor hvordan til fra av med for på i om ved ut opp kan kunne vil skal"
                  + " skulle må burde bør har hadde blir hvis så her der allerede også mye bare takk"
                  + " ja nei dag morgen igjen å"),
          profile(
              "fi",
              "äö",
              "ja tai mutta ei en et emme ole on ovat oli olla olen olet minä sinä hän me te he"
                  + " minun sinun hänen meidän teidän heidän minulle sinulle minua tämä tuo se nämä ne"
                  + " tästä tätä siitä mitä mikä kuka missä milloin miksi miten että kun jos niin"
                  + " kanssa ennen jälkeen voi voin voit voitko pitää pitäisi täytyy tässä täällä"
                  + " siellä nyt jo vielä myös hyvin vain kiitos kyllä tänään huomenna taas"),
          profile(
              "cs",
              "ěřůč",
              "a nebo ale ne není je jsou byl byla bylo být jsem jsi jsme já ty on ona ono my vy oni"
                  + " mě mně mi tě ti jeho její jí mu nás nám vás vám jich jim můj tvůj náš to ten ta"
                  + " ty toho tom co kdo kde kdy proč jak do z ze v ve na od pro přes před po pod o u"
                  + " za kvůli mohu může můžeš chci musí mám má máš jestli když tady tam tak už ještě"
                  + " velmi také se si prosím díky děkuji dnes zítra zase by bych"),
          profile(
              "hu",
              "őű",
              "a az és vagy de nem ne van vannak volt voltak lesz lenne kell kellene én te ő mi ti"
                  + " ők engem téged őt minket nekem neked neki nekünk ez ezt erről ebből azt arról aki"
                  + " ami mit ki hol mikor miért hogyan hogy ha akkor itt ott már még is csak nagyon"
                  + " után előtt alatt miatt között tudom tudod tudja lehet kérlek köszönöm igen ma"
                  + " holnap megint meg el egy"),
          profile(
              "tr",
              "ğış",
              "ve veya ama değil bir bu şu o ben sen biz siz onlar beni bana seni sana onu ona bizi"
                  + " bize benim senin onun bizim sizin ne kim nerede nasıl neden niçin hangi için ile"
                  + " gibi kadar göre sonra önce da de mi mı mu mü misin mısın var yok çok daha en"
                  + " şimdi burada orada evet hayır lütfen teşekkürler bugün yarın yine bunu şunu"
                  + " olarak olan"),
          profile(
              "ru",
              "ыэъё",
              "и или но не нет да я ты он она оно мы вы они меня мне тебя тебе его ему её ей нас нам"
                  + " вас вам их им мой твой свой наш ваш это этот эта эти этом этого то тот что кто"
                  + " где когда почему как в во на с со к ко у о об от до из за для по под при через"
                  + " быть был была было были есть может можно надо нужно если так уже ещё тоже очень"
                  + " здесь там тут пожалуйста спасибо сегодня завтра опять"),
          profile(
              "uk",
              "іїєґ",
              "і й та або але не ні так я ти він вона воно ми ви вони мене мені тебе тобі його йому"
                  + " її їй нас нам вас вам їх їм мій твій свій наш ваш це цей ця ці цьому цього то той"
                  + " що хто де коли чому як в у на з зі із до від про за для по під при через бути"
                  + " був була було були є може можна треба якщо вже ще також дуже тут там будь ласка"
                  + " дякую сьогодні завтра знову"));

  static final Set<String> KNOWN =
      Stream.concat(
              Stream.concat(ALL.stream().map(Profile::language), SCRIPTS.values().stream()),
              Stream.of("ja", "zh"))
          .collect(Collectors.toUnmodifiableSet());

  private Profiles() {}

  /**
   * What one language is told by.
   *
   * @param letters in small, which few other languages have
   * @param words small words, in small letters
   */
  record Profile(String language, String letters, Set<String> words) {}

  private static Profile profile(String language, String letters, String words) {
    return new Profile(
        language, letters, Stream.of(words.split(" ")).collect(Collectors.toUnmodifiableSet()));
  }
}
